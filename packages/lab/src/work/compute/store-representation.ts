import { type Network, type NetworkPlan, type PreparedDataset } from '@mitoscope/training'
import { encodeSafetensors } from '@mitoscope/formats'
import { representNetwork } from '@mitoscope/training/compute'
import type { ComputedRepresentation } from '../../records/representations/save-representation.ts'
import type { JobContext } from './job-body.ts'
import { toStream } from './to-stream.ts'

/** Computes the representation of a network on all of its data and stores the file in the blob store. */
export async function storeRepresentation(
  { backend, blobs, signal }: JobContext,
  plan: NetworkPlan,
  network: Network,
  data: PreparedDataset,
): Promise<ComputedRepresentation> {
  const tensors = await representNetwork(backend, plan, network, data)
  signal.throwIfAborted()
  const stored = await blobs.put(toStream(encodeSafetensors(tensors)))
  return {
    ...stored,
    width: plan.choice.width,
    testRows: data.test.count,
    trainRows: data.train.count,
    classes: data.classes,
    tensors: tensors.map(({ name, shape, values }) => {
      return { name, dtype: values instanceof Int32Array ? 'int32' : 'float32', shape: [...shape] }
    }),
  }
}
