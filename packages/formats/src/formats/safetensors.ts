import { encodeSafetensors } from '../safetensors/encode-safetensors.ts'
import { readSafetensorsHeader } from '../safetensors/read-header.ts'
import { storedExtent } from '../extent.ts'
import { denseStrides } from '../stored-tensor.ts'
import type { Format } from './format.ts'

/**
 * Maximum length of a header in bytes, which the format sets. A file that was cut short is recognized, too.
 */
const MOST_HEADER = 100_000_000n

/** Format of the safetensors libraries: a JSON header, then little-endian data. */
export const safetensors: Format = {
  title: 'safetensors file',
  extensions: ['.safetensors'],
  async sniff({ start }) {
    if (start.length < 10 || !/^\{\s*["}]/.test(Buffer.from(start.subarray(8)).toString('latin1')))
      return false
    const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true)
    return length >= 2n && length <= MOST_HEADER
  },
  async read(source) {
    const { entries, metadata, dataStart } = await readSafetensorsHeader(source)
    const tensors = entries.map(({ name: stored, dtype, shape, begin, end }) => ({
      name: stored,
      open: async (name: string) => ({
        file: source.name,
        name,
        shape,
        dtype,
        bigEndian: false,
        strides: denseStrides(shape),
        offset: 0,
        extent: storedExtent(source, dataStart + begin, end - begin),
      }),
    }))
    return { tensors, metadata }
  },
  write: (tensors) => encodeSafetensors(tensors),
}
