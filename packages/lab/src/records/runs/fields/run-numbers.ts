import { sql } from 'kysely'
import type { Queries } from '../../../platform/database/database.ts'
import { badInput, LabError } from '../../../platform/errors/lab-error.ts'
import type { TrainingRun } from '../training-run.ts'

/** Throws BAD_USER_INPUT for an impossible width, seed, weight decay or heartbeat. */
export function validateNumbers(run: {
  readonly width?: number | null
  readonly seed?: number | null
  readonly weightDecay?: number | null
  readonly heartbeatSeconds?: number | null
}): void {
  const { width = null, seed = null, weightDecay = null, heartbeatSeconds = null } = run
  if (width !== null && (!Number.isInteger(width) || width < 1 || width > 2_147_483_647))
    throw badInput('width', `${width} is not a number of neurons`, 'Give a whole number from 1 to 2147483647')
  if (seed !== null && !Number.isSafeInteger(seed))
    throw badInput('seed', `${seed} is not an exact integer`, 'Stay within ±9007199254740991')
  if (weightDecay !== null && !(weightDecay >= 0))
    throw badInput('weightDecay', `${weightDecay} is less than 0`, 'Give 0 for none')
  if (heartbeatSeconds !== null && !(heartbeatSeconds >= 10 && heartbeatSeconds <= 604_800))
    throw badInput(
      'heartbeatSeconds',
      `it must be from 10 to 604800 (a week); got ${heartbeatSeconds}`,
      'Give the longest time between two heartbeats, in seconds',
    )
}

/** Throws CONFLICT if a representation of the run's last hidden layer has another width. */
export async function requireFittingWidth(db: Queries, { id }: TrainingRun, width: number): Promise<void> {
  const { rows } = await sql<{ fileName: string; width: number }>`
    select file_name, width from representation
    where run_id = ${id} and site = 'last-hidden' and width <> ${width} and deleted_at is null limit 1`.execute(
    db,
  )
  if (rows.length === 0) return
  throw new LabError(
    'CONFLICT',
    `The representation ${rows[0].fileName} of the training run ${id} has the width ${rows[0].width}, not ${width}. ` +
      'Delete it first if it is wrong.',
  )
}
