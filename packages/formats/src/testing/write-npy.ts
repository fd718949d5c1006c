import { encodeNpyHeader } from '../npy/npy-array.ts'
import { encodeTensor, type TestTensor } from './test-tensor.ts'

/** Encodes an .npy file as numpy.save writes it. */
export function writeNpy(tensor: TestTensor): Buffer {
  return Buffer.concat([encodeNpyHeader({ dtype: 'f32', ...tensor }), encodeTensor(tensor)])
}
