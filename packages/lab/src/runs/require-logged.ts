import { LabError } from '../errors/lab-error.ts'
import type { TrainingRun } from './training-run.ts'

/** Throws CONFLICT for a run that no script logs, because its worker sets its state. */
export function requireLogged({ id, logged }: TrainingRun): void {
  if (logged) return
  throw new LabError('CONFLICT', `The training run ${id} is trained here. Only runs that a script logs can be changed so.`) // prettier-ignore
}
