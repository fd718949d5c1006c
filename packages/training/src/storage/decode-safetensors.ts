import type { NamedTensor } from './encode-safetensors.ts'

/** Tensors of one file by name, and its metadata. */
export interface DecodedSafetensors {
  readonly tensors: ReadonlyMap<string, NamedTensor>
  readonly metadata: Readonly<Record<string, string>>
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** Conversions of each dtype to float32 or int32. Values that fit neither are rejected, not rounded to infinity. */
const readers: Readonly<Record<string, (raw: ArrayBuffer) => NamedTensor['values']>> = {
  F16: (raw) => Float32Array.from(new Uint16Array(raw), widenHalf),
  // A bfloat16 is the upper half of a float32.
  BF16: (raw) => new Float32Array(Uint32Array.from(new Uint16Array(raw), (bits) => bits << 16).buffer),
  F32: (raw) => new Float32Array(raw),
  F64: (raw) => Float32Array.from(new Float64Array(raw), narrow),
  BOOL: (raw) => Int32Array.from(new Uint8Array(raw), (byte) => Number(byte !== 0)),
  U8: (raw) => Int32Array.from(new Uint8Array(raw)),
  I8: (raw) => Int32Array.from(new Int8Array(raw)),
  U16: (raw) => Int32Array.from(new Uint16Array(raw)),
  I16: (raw) => Int32Array.from(new Int16Array(raw)),
  U32: (raw) => Int32Array.from(new Uint32Array(raw), toInt32),
  I32: (raw) => new Int32Array(raw),
  U64: (raw) => Int32Array.from(new BigUint64Array(raw), (value) => toInt32(Number(value))),
  I64: (raw) => Int32Array.from(new BigInt64Array(raw), (value) => toInt32(Number(value))),
}

const bytesOf: Readonly<Record<string, number>> = {
  F16: 2,
  BF16: 2,
  F32: 4,
  F64: 8,
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  U32: 4,
  I32: 4,
  U64: 8,
  I64: 8,
}

/** Longest header in bytes of a safetensors file; a larger length comes from a file of another kind. */
const maxHeaderBytes = 100_000_000

/**
 * Decodes one file in memory, saved by a sweep or by PyTorch. Throws an Error that names the problem if the bytes are
 * cut short, are no safetensors file, or have values that do not fit.
 */
export function decodeSafetensors(bytes: Uint8Array): DecodedSafetensors {
  if (bytes.length < 8) throw new Error(`cut short: ${bytes.length} bytes`)
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const data = 8 + length
  if (length > maxHeaderBytes || (bytes.length > 8 && bytes[8] !== 0x7b))
    throw new Error(describeOther(bytes))
  if (data > bytes.length) throw new Error(`cut short: ${bytes.length} bytes, the header alone has ${length}`)
  const { __metadata__: metadata, ...entries } = parseHeader(bytes.subarray(8, data))
  const tensors = new Map<string, NamedTensor>()
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    if (!Array.isArray(shape) || !Array.isArray(offsets))
      throw new Error(`"${name}" has no shape or no data_offsets`)
    const [begin, end] = offsets
    if (data + end > bytes.length) throw new Error(`cut short within "${name}"`)
    const read = Object.hasOwn(readers, dtype) ? readers[dtype] : undefined
    if (!read) throw new Error(`"${name}" has dtype ${dtype}, not one of ${Object.keys(readers).join(', ')}`)
    const needed = shape.reduce((product, size) => product * size, bytesOf[dtype])
    if (end - begin !== needed)
      throw new Error(
        `"${name}" has ${end - begin} bytes, and its shape [${shape.join(', ')}] needs ${needed}`,
      )
    // A copy, because the tensor need not start at a multiple of four bytes (and Buffer.slice does not copy).
    const raw = new Uint8Array(bytes.subarray(data + begin, data + end)).buffer
    try {
      tensors.set(name, { name, shape, values: read(raw) })
    } catch (error) {
      throw new Error(`"${name}" ${(error as Error).message}`, { cause: error })
    }
  }
  return { tensors, metadata: (metadata ?? {}) as unknown as Record<string, string> }
}

function parseHeader(bytes: Uint8Array): Record<string, Entry> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Entry>
  } catch {
    throw new Error('its header is not JSON: it is damaged, or not a safetensors file')
  }
}

/** Returns a message that names the kind of a file that is often given instead of safetensors. */
function describeOther(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  if (start.startsWith('version https://git-lfs'))
    return 'it is a Git LFS pointer: fetch the file with git lfs pull'
  if (/^\s*<(!doctype|html|\?xml)/i.test(start)) return 'it is a web page, not the file: download it again'
  if (start.startsWith('PK\x03\x04') || start.startsWith('\x80\x02'))
    return 'it is a file of torch.save or NumPy, not safetensors: save it with safetensors.torch.save_file'
  return 'it is not a safetensors file'
}

function narrow(value: number): number {
  const single = Math.fround(value)
  if (Number.isFinite(single) || !Number.isFinite(value)) return single
  throw new RangeError(`has the value ${value}, which float32 cannot hold`)
}

function toInt32(value: number): number {
  if (value === (value | 0)) return value
  throw new RangeError(`has the value ${value}, which int32 cannot hold`)
}

function widenHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
