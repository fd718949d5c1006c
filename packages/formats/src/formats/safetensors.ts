import { readSafetensorsHeader } from '../safetensors/read-header.ts'
import { storedExtent } from '../extent.ts'
import { denseStrides } from '../stored-tensor.ts'
import type { Format } from './format.ts'

/** A JSON header and plain little-endian data, as the safetensors libraries write it. */
export const safetensors: Format = {
  title: 'safetensors file',
  extensions: ['.safetensors'],
  async list(source) {
    const { entries, dataStart } = await readSafetensorsHeader(source)
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
    return { tensors }
  },
}
