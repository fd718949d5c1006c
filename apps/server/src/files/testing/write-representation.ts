import { createHash } from 'node:crypto'

export interface RepresentationFile {
  readonly bytes: Buffer
  readonly sha256: string
}

/** Writes a .safetensors file with test features and labels; `seed` varies the values, not the shape. */
export function writeRepresentation(width: number, rows: number, seed = 0): RepresentationFile {
  const features = Float32Array.from(
    { length: rows * width },
    (_, i) => ((i * 37 + seed * 11) % 1009) / 500 - 1,
  )
  const labels = BigInt64Array.from({ length: rows }, (_, row) => BigInt(row % 3))
  return joinRepresentation(width, features, labels)
}

export function joinRepresentation(
  width: number,
  features: Float32Array,
  labels: BigInt64Array,
): RepresentationFile {
  const end = features.byteLength
  const header = Buffer.from(
    JSON.stringify({
      'features.test': { dtype: 'F32', shape: [labels.length, width], data_offsets: [0, end] },
      'labels.test': { dtype: 'I64', shape: [labels.length], data_offsets: [end, end + labels.byteLength] },
    }),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const bytes = Buffer.concat([length, header, Buffer.from(features.buffer), Buffer.from(labels.buffer)])
  return { bytes, sha256: hashOf(bytes) }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
