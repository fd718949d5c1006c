import { encodeTensor, type TestTensor } from './test-tensor.ts'
import { pickle, type Pickled } from './write-pickle.ts'
import { writeZip, type ZipFileEntry } from './write-zip.ts'

const STORAGES: Readonly<Record<string, string>> = {
  f16: 'HalfStorage',
  bf16: 'BFloat16Storage',
  f32: 'FloatStorage',
  f64: 'DoubleStorage',
  bool: 'BoolStorage',
  u8: 'ByteStorage',
  i8: 'CharStorage',
  i16: 'ShortStorage',
  i32: 'IntStorage',
  i64: 'LongStorage',
}

/** Encodes a file as torch.save writes it: one tensor, or a dict of them. */
export function writeTorchZip(
  content: TestTensor | Readonly<Record<string, TestTensor>>,
  { bigEndian = false, deflate = false } = {},
): Buffer {
  const isTensor = 'shape' in content && 'values' in content
  const tensors = isTensor ? [content as TestTensor] : Object.values(content as Record<string, TestTensor>)
  const pickled = tensors.map((tensor, i) => pickleTensor(tensor, String(i)))
  const root: Pickled = isTensor
    ? pickled[0]
    : { dict: Object.keys(content).map((key, i) => [key, pickled[i]]) }
  const storages = tensors.map((tensor) => encodeTensor(tensor, bigEndian))
  return joinTorchZip(pickle(root), storages, { bigEndian, deflate })
}

/** Encodes the archive around a pickle and its storages, whether valid or not. */
export function joinTorchZip(
  pickled: Uint8Array,
  storages: readonly Uint8Array[],
  { bigEndian = false, deflate = false } = {},
): Buffer {
  const files: readonly ZipFileEntry[] = [
    { name: 'archive/data.pkl', data: pickled },
    { name: 'archive/byteorder', data: Buffer.from(bigEndian ? 'big' : 'little') },
    ...storages.map((data, i) => ({ name: `archive/data/${i}`, data })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ]
  return writeZip(files.map((file) => ({ ...file, deflate })))
}

/** Creates the call that rebuilds a tensor, with PyTorch's own names. */
export function pickleTensor(tensor: TestTensor, key: string): Pickled {
  const { dtype = 'f32', shape, values, fortran = false } = tensor
  const strides = shape.map((_, axis) => {
    const faster = fortran ? shape.slice(0, axis) : shape.slice(axis + 1)
    return faster.reduce((product, length) => product * length, 1)
  })
  const unsigned = /^u(16|32|64)$/.test(dtype)
  const type: Pickled = { global: unsigned ? 'torch.storage UntypedStorage' : `torch ${STORAGES[dtype]}` }
  const count = unsigned ? (values.length * Number(dtype.slice(1))) / 8 : values.length
  const storage: Pickled = { persistent: { tuple: ['storage', type, key, 'cpu', count] } }
  const hooks: Pickled = { call: { global: 'collections OrderedDict' }, args: [] }
  const args: Pickled[] = [storage, 0, { tuple: [...shape] }, { tuple: strides }, false, hooks]
  if (unsigned) args.push({ global: `torch uint${dtype.slice(1)}` })
  return { call: { global: `torch._utils _rebuild_tensor_v${unsigned ? 3 : 2}` }, args }
}
