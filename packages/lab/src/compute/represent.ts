import { buffer } from 'node:stream/consumers'
import { decodeNetwork, decodeSafetensors, type Network, type PreparedDataset } from '@mitoscope/training'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { RepresentOutput, RepresentTask } from '../checkpoints/represent-kind.ts'
import { LabError } from '../errors/lab-error.ts'
import { sweepOf } from '../training/run-settings.ts'
import { findPrepared } from './find-prepared.ts'
import type { JobBody } from './job-body.ts'
import { keepNetwork } from './keep-network.ts'

/** Represents a run as it was after an epoch, from the parameters that it kept: as training does after the last one. */
export const represent: JobBody = async (input, context): Promise<RepresentOutput> => {
  const { checkpoint, hash, settings, known } = input as RepresentTask
  if (known) return { representation: null }
  const { blobs, report, signal, dataFolder } = context
  report({ phase: 'reading', fraction: 0 })
  const network = await readNetwork(blobs, hash, checkpoint)
  const data = await findPrepared(sweepOf(settings), dataFolder)
  signal.throwIfAborted()
  refuseOther(network, data, checkpoint)
  report({ phase: 'representing', fraction: 0.2 })
  return { representation: await keepNetwork(context, network, data) }
}

async function readNetwork(blobs: BlobStore, hash: string, checkpoint: string): Promise<Network> {
  if ((await blobs.stat(hash)) === undefined)
    throw new LabError(
      'NOT_FOUND',
      `The weights of the checkpoint ${checkpoint} are not in the blob store (SHA-256 ${hash}). ` +
        'Bring them back from a backup, or train the run again.',
    )
  const bytes = await buffer(blobs.read(hash))
  try {
    return decodeNetwork(decodeSafetensors(bytes))
  } catch (error) {
    throw new LabError(
      'BAD_USER_INPUT',
      `The file of the checkpoint ${checkpoint} holds no weights of a network (${(error as Error).message}). ` +
        'Upload the representation of that epoch instead, by mitoscope upload with --epoch.',
    )
  }
}

/** Weights of another network than the run's data are for would be multiplied into nonsense. */
function refuseOther({ layers }: Network, { inputs, classes }: PreparedDataset, checkpoint: string): void {
  const fits =
    layers[0].inputs === inputs &&
    layers.at(-1)!.outputs === classes &&
    layers.every(({ outputs }, i) => i === layers.length - 1 || outputs === layers[i + 1].inputs)
  if (fits) return
  throw new LabError(
    'BAD_USER_INPUT',
    `The weights of the checkpoint ${checkpoint} are of no network that takes ${inputs} inputs to ${classes} classes, as the run's data has. ` +
      'Upload the representation of that epoch instead, by mitoscope upload with --epoch.',
  )
}
