import { storedExtent } from '../extent.ts'
import { readNpyTensor } from '../npy/npy-tensor.ts'
import type { Format } from './format.ts'

/** One array as numpy.save writes it; the file's name says which tensor it is. */
export const npy: Format = {
  title: 'NumPy array',
  extensions: ['.npy'],
  async list(source) {
    const bytes = {
      file: source.name,
      size: source.size,
      readStart: (length: number) => source.read(0, Math.min(length, source.size)),
      after: (skip: number) => storedExtent(source, skip, source.size - skip),
    }
    return { tensors: [{ name: undefined, open: (name) => readNpyTensor(bytes, name) }] }
  },
}
