/** Tensor to encode; its values are row-major. */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

/**
 * Encodes tensors in the safetensors format: the header's length as a little-endian uint64, the header as JSON padded
 * with spaces so that the data start at a multiple of 8, then each tensor's bytes in the given order. Yields the bytes
 * in chunks, without copying the tensors' memory. `metadata` becomes the header's "__metadata__". Throws a RangeError
 * if a tensor's shape and its number of values disagree.
 */
export function* encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let end = 0
  for (const { name, shape, values } of tensors) {
    if (shape.reduce((product, size) => product * size, 1) !== values.length) {
      throw new RangeError(`Tensor "${name}" has ${values.length} values for the shape [${shape.join(', ')}]`)
    }
    const dtype = values instanceof Int32Array ? 'I32' : 'F32'
    header[name] = { dtype, shape, data_offsets: [end, end + values.byteLength] }
    end += values.byteLength
  }
  yield encodeSafetensorsHeader(JSON.stringify(header))
  for (const { values } of tensors) yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/**
 * Encodes the beginning of a file, up to its data: the header's length and its text, padded to a multiple of
 * 8.
 */
export function encodeSafetensorsHeader(text: string): Uint8Array {
  const json = new TextEncoder().encode(text)
  const length = Math.ceil(json.length / 8) * 8
  const start = new Uint8Array(8 + length).fill(0x20)
  new DataView(start.buffer).setBigUint64(0, BigInt(length), true)
  start.set(json, 8)
  return start
}
