import type { NamedTensor } from './encode-safetensors.ts'

/** Tensors of one file by name, and the text beside them. */
export interface DecodedSafetensors {
  readonly tensors: ReadonlyMap<string, NamedTensor>
  readonly metadata: Readonly<Record<string, string>>
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** How the numbers of each dtype become float32 or int32; what does not fit is rounded. */
const readers: Readonly<Record<string, (raw: ArrayBuffer) => NamedTensor['values']>> = {
  F32: (raw) => new Float32Array(raw),
  F64: (raw) => Float32Array.from(new Float64Array(raw)),
  I32: (raw) => new Int32Array(raw),
  I64: (raw) => Int32Array.from(new BigInt64Array(raw), Number),
}

/**
 * Reads one file held in memory, as a sweep or PyTorch wrote it.
 * Throws an Error that says what is wrong when the bytes are cut short or hold anything else.
 */
export function decodeSafetensors(bytes: Uint8Array): DecodedSafetensors {
  if (bytes.length < 8) throw new Error(`cut short: ${bytes.length} bytes`)
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const data = 8 + length
  if (data > bytes.length) throw new Error(`cut short: ${bytes.length} bytes, the header alone has ${length}`)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, data))) as Record<string, Entry>
  const { __metadata__: metadata, ...entries } = header
  const tensors = new Map<string, NamedTensor>()
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
    if (data + data_offsets[1] > bytes.length) throw new Error(`cut short within "${name}"`)
    const read = readers[dtype]
    if (!read) throw new Error(`"${name}" has dtype ${dtype}, not one of ${Object.keys(readers).join(', ')}`)
    // A copy, because the tensor need not start at a multiple of four in memory (and Buffer.slice makes none).
    const raw = new Uint8Array(bytes.subarray(data + data_offsets[0], data + data_offsets[1])).buffer
    tensors.set(name, { name, shape, values: read(raw) })
  }
  return { tensors, metadata: (metadata ?? {}) as unknown as Record<string, string> }
}
