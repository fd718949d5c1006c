import { buffer } from 'node:stream/consumers'
import { decodeNetwork, fitNetwork, planOf, type Network, type NetworkPlan } from '@mitoscope/training'
import { BadInput, decodeSafetensors } from '@mitoscope/formats'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import type { RepresentOutput, RepresentTask } from '../kinds/represent-kind.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { sweepOf } from '../../records/training/run-settings.ts'
import { loadDataset } from './load-dataset.ts'
import type { JobBody } from './job-body.ts'
import { storeRepresentation } from './store-representation.ts'

/**
 * Computes the representation of a run after an epoch from its saved parameters, exactly as training does
 * after the last epoch.
 */
export const represent: JobBody = async (input, context): Promise<RepresentOutput> => {
  const { checkpoint, hash, settings, known } = input as RepresentTask
  if (known) return { representation: null }
  const { blobs, report, signal, dataFolder } = context
  report({ phase: 'reading', fraction: 0 })
  const network = await loadNetwork(blobs, hash, checkpoint)
  const sweep = sweepOf(settings)
  const data = await loadDataset(sweep, dataFolder, (log) => report({ phase: 'reading', fraction: 0, log }))
  signal.throwIfAborted()
  const plan = planOf(sweep, settings.width, data)
  const fitted = fit(plan, network, checkpoint)
  report({ phase: 'representing', fraction: 0.2 })
  return { representation: await storeRepresentation(context, plan, fitted, data) }
}

async function loadNetwork(blobs: BlobStore, hash: string, checkpoint: string): Promise<Network> {
  if ((await blobs.stat(hash)) === undefined)
    throw new LabError(
      'NOT_FOUND',
      `The weights of the checkpoint ${checkpoint} are not in the blob store (SHA-256 ${hash}). ` +
        'Bring them back from a backup, or train the run again.',
    )
  const bytes = await buffer(blobs.read(hash))
  try {
    return decodeNetwork(decodeSafetensors(bytes, 'file'))
  } catch (error) {
    throw new LabError(
      'BAD_USER_INPUT',
      `The file of the checkpoint ${checkpoint} holds no weights of a network (${describeProblem(error)}). ` +
        'Upload the representation of that epoch instead, by mitoscope upload with --epoch.',
    )
  }
}

/** Throws unless the weights fit the run's network: other weights would give meaningless numbers. */
function fit(plan: NetworkPlan, network: Network, checkpoint: string): Network {
  try {
    return fitNetwork(plan, network)
  } catch (error) {
    throw new LabError(
      'BAD_USER_INPUT',
      `The weights of the checkpoint ${checkpoint} are not of the run's network. ${(error as Error).message}. ` +
        'Upload the representation of that epoch instead, by mitoscope upload with --epoch.',
    )
  }
}

/** Describes an error without the name of its file: the bytes of a checkpoint have none. */
function describeProblem(error: unknown): string {
  return error instanceof BadInput ? `it ${error.problem}` : (error as Error).message
}
