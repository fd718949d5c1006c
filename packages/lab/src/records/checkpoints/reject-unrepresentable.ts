import { architectures } from '@mitoscope/training'
import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import type { Checkpoint } from './checkpoint.ts'

/** Throws if this lab cannot run the checkpoint's network: it can run only networks that it trained. */
export function rejectUnrepresentable(
  { name, logged, config }: Pick<TrainingRun, 'name' | 'logged' | 'config'>,
  { id, epoch, blobHash }: Pick<Checkpoint, 'id' | 'epoch' | 'blobHash'>,
): void {
  if (logged)
    throw new LabError(
      'BAD_USER_INPUT',
      `The run "${name}" was not trained here, so its network is not known. ` +
        `Upload the representation of epoch ${epoch} by mitoscope upload with --epoch ${epoch}.`,
    )
  const { architecture } = config
  if (!architectures.some((known) => known.id === architecture)) {
    const known = architectures.map((each) => each.id).join(', ')
    throw badInput(
      `architecture of the run "${name}"`,
      `"${String(architecture)}" is not known here; known are: ${known}`,
      'Use the version of Mitoscope that trained it, or upload its representations',
    )
  }
  if (blobHash === null)
    throw badInput(
      `checkpoint ${id}`,
      `the weights of epoch ${epoch} of the run "${name}" were not saved`,
      'Choose a checkpoint that has a file, or upload the representation of that epoch',
    )
}
