import { openRepresentation } from '../open-representation.ts'
import type { Representation } from '../representation.ts'
import { memorySource, sampleTensors, type TestTensor, writeNpz } from '@mitoscope/formats/testing'

/** Opens the sample as run.npz with some tensors replaced; a replacement of undefined omits the tensor. */
export function openSample(
  changes: Readonly<Record<string, TestTensor | undefined>> = {},
): Promise<Representation> {
  const tensors: Record<string, TestTensor> = {}
  for (const [name, tensor] of Object.entries({ ...sampleTensors(), ...changes })) {
    if (tensor) tensors[name] = tensor
  }
  return openFile('run.npz', writeNpz(tensors))
}

/** Opens a representation from the bytes of one file. */
export function openFile(name: string, bytes: Uint8Array): Promise<Representation> {
  return openRepresentation([memorySource(name, bytes)])
}
