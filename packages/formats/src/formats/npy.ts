import { storedExtent } from '../extent.ts'
import { encodeNpyHeader, readNpyTensor } from '../npy/npy-array.ts'
import type { NamedTensor } from '../safetensors/encode-safetensors.ts'
import type { Format } from './format.ts'

/** Format of numpy.save, a single array; the file's name says which tensor it is. */
export const npy: Format = {
  title: 'NumPy array',
  extensions: ['.npy'],
  isOneArray: true,
  async sniff({ start }) {
    return Buffer.from(start.subarray(0, 6)).toString('latin1') === '\x93NUMPY'
  },
  async read(source) {
    const bytes = {
      file: source.name,
      size: source.size,
      readStart: (length: number) => source.read(0, Math.min(length, source.size)),
      after: (skip: number) => storedExtent(source, skip, source.size - skip),
    }
    return { tensors: [{ name: undefined, open: (name) => readNpyTensor(bytes, name) }] }
  },
  write: writeArray,
}

function* writeArray(tensors: readonly NamedTensor[]): Generator<Uint8Array> {
  const [tensor, ...more] = tensors
  if (!tensor || more.length > 0)
    throw new RangeError(`An .npy file holds one array, and ${tensors.length} were given`)
  const { shape, values } = tensor
  yield encodeNpyHeader({ dtype: values instanceof Int32Array ? 'i32' : 'f32', shape })
  yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
