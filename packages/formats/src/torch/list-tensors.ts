import type { Listing } from '../formats/format.ts'
import type { PickleValue } from '../pickle/pickle-value.ts'
import { collectTensors } from './collect-tensors.ts'
import { openTorchTensor, type TorchFile } from './open-tensor.ts'

/** Lists the tensors of an unpickled file; their storages are found when they are opened. */
export function listTorchTensors(torchFile: TorchFile, content: PickleValue): Listing {
  const { tensors, others } = collectTensors(content, torchFile.file)
  return {
    tensors: tensors.map(({ name: stored, tensor }) => ({
      name: stored,
      open: async (name: string) => openTorchTensor(torchFile, tensor, name),
    })),
    others,
  }
}
