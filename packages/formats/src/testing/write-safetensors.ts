import { encodeSafetensorsHeader } from '../safetensors/encode-safetensors.ts'
import { encodeTensor, type TestTensor } from './test-tensor.ts'

/** Encodes a .safetensors file; its tensors are always row-major, as the format demands. */
export function writeSafetensors(tensors: Readonly<Record<string, TestTensor>>): Buffer {
  const data: Uint8Array[] = []
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  let at = 0
  for (const [name, tensor] of Object.entries(tensors)) {
    const bytes = encodeTensor(tensor)
    const dtype = (tensor.dtype ?? 'f32').toUpperCase()
    header[name] = { dtype, shape: tensor.shape, data_offsets: [at, at + bytes.length] }
    data.push(bytes)
    at += bytes.length
  }
  return joinSafetensors(JSON.stringify(header), Buffer.concat(data))
}

/** Joins a header's length, the header and data, whether valid or not. */
export function joinSafetensors(header: string, data: Uint8Array): Buffer {
  return Buffer.concat([encodeSafetensorsHeader(header), data])
}
