import { encodeSafetensorsHeader } from '../safetensors/encode-safetensors.ts'
import { encodeTensor, type TestTensor } from './test-tensor.ts'

/** A .safetensors file; column-major tensors do not exist there. */
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

/** Length, header and data, whatever they say. */
export function joinSafetensors(header: string, data: Uint8Array): Buffer {
  return Buffer.concat([encodeSafetensorsHeader(header), data])
}
