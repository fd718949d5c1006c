import { BadInput } from '../bad-input.ts'
import { createFloatDecoder } from '../decode/decode-floats.ts'
import { itemSize } from '../stored-tensor.ts'
import { recognizeForeign } from '../formats/foreign-contents.ts'
import type { SafetensorsEntry } from './check-entries.ts'
import type { NamedTensor } from './encode-safetensors.ts'
import { parseSafetensorsHeader, safetensorsHeaderLength } from './read-header.ts'

/** Tensors of one file by name, and the metadata of the file. */
export interface DecodedSafetensors {
  readonly tensors: ReadonlyMap<string, NamedTensor>
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Maximum length of a header in bytes, which the format sets. It is used in full: the metadata of a state
 * holds the histories of many runs.
 */
const MOST_HEADER = 100_000_000

/**
 * Decodes a file that is in memory: floating-point numbers as float32, all others as int32. Throws BadInput
 * if the file is damaged or of another format, or if a type is not supported or a value does not fit; no
 * value is rounded to infinity.
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): DecodedSafetensors {
  rejectOther(bytes, file)
  const length = safetensorsHeaderLength(bytes, bytes.length, file, MOST_HEADER)
  const start = 8 + length
  const { entries, metadata } = parseSafetensorsHeader(bytes.subarray(8, start), bytes.length - start, file)
  const tensors = new Map<string, NamedTensor>()
  for (const entry of entries) {
    // A copy, because the tensor need not start at a multiple of its elements' size (and Buffer.slice does not copy).
    const raw = new Uint8Array(bytes.subarray(start + entry.begin, start + entry.end))
    tensors.set(entry.name, { name: entry.name, shape: entry.shape, values: decodeValues(entry, raw, file) })
  }
  return { tensors, metadata }
}

function decodeValues({ name, dtype }: SafetensorsEntry, raw: Uint8Array, file: string) {
  const size = itemSize(dtype)
  if (size === undefined) {
    const remedy = 'Save it as float32: x.float() in PyTorch, x.astype(numpy.float32) in NumPy.'
    throw new BadInput(file, name, `is stored as ${dtype}, where one of ${KNOWN} is needed`, remedy)
  }
  if (Object.hasOwn(INTEGERS, dtype)) {
    const view = new DataView(raw.buffer)
    const read = INTEGERS[dtype]
    return Int32Array.from({ length: raw.length / size }, (_, i) => {
      const value = read(view, i * size)
      if (value === (value | 0)) return value
      throw unheld(file, name, value, 'int32')
    })
  }
  const floats = createFloatDecoder(dtype, false)(raw)
  return floats instanceof Float32Array ? floats : narrow(floats, file, name)
}

const KNOWN = 'F16, BF16, F32, F64, BOOL and integers of 8 to 64 bits'

const INTEGERS: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  bool: (view, at) => Number(view.getUint8(at) !== 0),
  u8: (view, at) => view.getUint8(at),
  i8: (view, at) => view.getInt8(at),
  u16: (view, at) => view.getUint16(at, true),
  i16: (view, at) => view.getInt16(at, true),
  u32: (view, at) => view.getUint32(at, true),
  i32: (view, at) => view.getInt32(at, true),
  u64: (view, at) => Number(view.getBigUint64(at, true)),
  i64: (view, at) => Number(view.getBigInt64(at, true)),
}

function narrow(values: Float64Array, file: string, name: string): Float32Array {
  return Float32Array.from(values, (value) => {
    if (Number.isFinite(Math.fround(value)) || !Number.isFinite(value)) return value
    throw unheld(file, name, value, 'float32')
  })
}

function unheld(file: string, name: string, value: number, type: string): BadInput {
  return new BadInput(
    file,
    name,
    `has the value ${value}, which ${type} cannot hold`,
    'Leave it out, or save values within that type.',
  )
}

/**
 * Throws BadInput, which names the kind, for a file of a kind that is often given instead of safetensors.
 */
function rejectOther(bytes: Uint8Array, file: string): void {
  if (bytes.length > 8 && bytes[8] === 0x7b) return
  const other = describeOther(bytes)
  if (other) throw new BadInput(file, undefined, other.problem, other.remedy)
}

function describeOther(bytes: Uint8Array) {
  const start = bytes.subarray(0, 1024)
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04) {
    const problem = 'is a zip archive, as torch.save and numpy.savez write them, not safetensors'
    return { problem, remedy: 'Save it with safetensors.torch.save_file.' }
  }
  return recognizeForeign(start)
}
