import type { NamedTensor } from './encode-safetensors.ts'

/** What `encodeSafetensors` wrote. */
export interface DecodedSafetensors {
  readonly tensors: ReadonlyMap<string, NamedTensor>
  readonly metadata: Readonly<Record<string, string>>
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/**
 * Reads back F32 and I32 tensors of one file held in memory: made for the parameters that a sweep saves for itself.
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
    if (dtype !== 'F32' && dtype !== 'I32') throw new Error(`"${name}" has dtype ${dtype}, not F32 or I32`)
    // A copy, because the tensor need not start at a multiple of four in memory (and Buffer.slice makes none).
    const raw = new Uint8Array(bytes.subarray(data + data_offsets[0], data + data_offsets[1])).buffer
    tensors.set(name, { name, shape, values: dtype === 'F32' ? new Float32Array(raw) : new Int32Array(raw) })
  }
  return { tensors, metadata: (metadata ?? {}) as unknown as Record<string, string> }
}
