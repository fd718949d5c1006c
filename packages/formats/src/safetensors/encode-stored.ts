import { openRowStream } from '../rows/open-row-stream.ts'
import { loadValues } from '../decode/load-values.ts'
import { denseStrides, isFloat, itemSize, type StoredTensor } from '../stored-tensor.ts'
import { encodeSafetensorsHeader } from './encode-safetensors.ts'

/** Rows that are read at once where the bytes cannot be copied as they are. */
const rowsAtOnce = 4096

interface Encoded {
  readonly dtype: string
  readonly bytes: number
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * Encodes tensors of other files as one safetensors file, without loading features. Values and element types stay as they are;
 * a view, or what is stored big-endian, is written as float32 or float64.
 */
export async function* encodeStored(
  tensors: readonly StoredTensor[],
  metadata: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: metadata }
  const encoded: Encoded[] = []
  let end = 0
  for (const tensor of tensors) {
    const next = await encodeTensor(tensor)
    header[tensor.name] = { dtype: next.dtype, shape: tensor.shape, data_offsets: [end, end + next.bytes] }
    end += next.bytes
    encoded.push(next)
  }
  yield encodeSafetensorsHeader(JSON.stringify(header))
  for (const { chunks } of encoded) yield* chunks()
}

async function encodeTensor(tensor: StoredTensor): Promise<Encoded> {
  if (isPlain(tensor)) return copyPlain(tensor)
  return tensor.shape.length === 2 && isFloat(tensor.dtype) ? encodeRows(tensor) : encodeLoaded(tensor)
}

function count({ shape }: StoredTensor): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** True if the bytes of the tensor are those of a safetensors file. */
function isPlain({ shape, strides, bigEndian, negated, dtype }: StoredTensor): boolean {
  const dense = denseStrides(shape)
  return (
    !bigEndian && !negated && itemSize(dtype) !== undefined && strides.every((step, i) => step === dense[i])
  )
}

function copyPlain(tensor: StoredTensor): Encoded {
  const size = itemSize(tensor.dtype)!
  const [start, bytes] = [tensor.offset * size, count(tensor) * size]
  return {
    dtype: tensor.dtype.toUpperCase(),
    bytes,
    async *chunks() {
      let at = 0
      for await (const chunk of tensor.extent.stream()) {
        const own = chunk.subarray(Math.max(0, start - at), Math.max(0, start + bytes - at))
        if (own.length > 0) yield own
        at += chunk.length
        if (at >= start + bytes) return
      }
    },
  }
}

function encodeRows(tensor: StoredTensor): Encoded {
  const isDouble = tensor.dtype === 'f64'
  return {
    dtype: isDouble ? 'F64' : 'F32',
    bytes: count(tensor) * (isDouble ? 8 : 4),
    async *chunks() {
      for await (const block of openRowStream(tensor).blocks(rowsAtOnce)) {
        const values = isDouble ? Float64Array.from(block) : Float32Array.from(block)
        yield new Uint8Array(values.buffer)
      }
    },
  }
}

async function encodeLoaded(tensor: StoredTensor): Promise<Encoded> {
  const loaded = await loadValues(tensor)
  const isWhole = loaded.every((value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31)
  const values = isWhole ? Int32Array.from(loaded) : Float64Array.from(loaded)
  return {
    dtype: isWhole ? 'I32' : 'F64',
    bytes: values.byteLength,
    async *chunks() {
      yield new Uint8Array(values.buffer)
    },
  }
}
