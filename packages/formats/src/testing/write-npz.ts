import type { TestTensor } from './test-tensor.ts'
import { writeNpy } from './write-npy.ts'
import { writeZip } from './write-zip.ts'

/** Encodes an archive as numpy.savez writes it, or with `deflate` as numpy.savez_compressed does. */
export function writeNpz(
  tensors: Readonly<Record<string, TestTensor>>,
  { deflate = false, zip64 = false } = {},
): Buffer {
  const entries = Object.entries(tensors).map(([name, tensor]) => ({
    name: `${name}.npy`,
    data: writeNpy(tensor),
    deflate,
  }))
  return writeZip(entries, { zip64 })
}
