import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { mergeJson, validateJson } from '../../platform/rows/json-fields.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import { replaceTags } from '../tags/change-tags.ts'
import { parseTags } from '../tags/parse-tags.ts'
import { recordRunChange } from './record-run-change.ts'
import { loggedFailure } from './logged-failure.ts'
import { lockRuns } from './lock-runs.ts'
import { parseSurroundings, requireParent, type RunSurroundings } from './run-surroundings.ts'
import type { TrainingRun } from './training-run.ts'

/** State of a run as its script reports it; 'logged' again if it continues. */
export type LoggedState = 'logged' | 'finished' | 'failed' | 'cancelled'

export interface UpdateRunInput extends RunSurroundings {
  readonly id: string
  readonly name?: string | null
  readonly notes?: string | null
  /** New tags, in place of those of the run. */
  readonly tags?: readonly string[] | null
  /** Patch of the configuration (RFC 7396). */
  readonly config?: JsonObject | null
  readonly state?: LoggedState | null
  /** Reason of the failure, in words. */
  readonly failure?: string | null
  readonly interpolationEpoch?: number | null
}

/**
 * Changes a run; fields that are not given stay. Configuration, state and results of a run trained here
 * cannot be edited.
 */
export function updateRun(lab: Lab, actor: Actor, input: UpdateRunInput): Promise<TrainingRun> {
  const { id, name, notes, tags, config, state, failure, interpolationEpoch } = input
  return lab.db.transaction().execute(async (db) => {
    const [before] = await lockRuns(db, actor, [id])
    if (!before.logged) rejectResults(input)
    if (input.parent) await requireParent(db, before, input.parent)
    const why = state === 'failed' ? loggedFailure('failure', failure) : null
    const run = await db
      .updateTable('trainingRun')
      .set({
        ...(typeof name === 'string' && { name: validateName('name', name) }),
        ...(typeof notes === 'string' && { notes: validateText('notes', notes) }),
        ...parseSurroundings(input, before.environment),
        ...(config && { config: toJson(validateJson('config', mergeJson(before.config, config))) }),
        ...(typeof interpolationEpoch === 'number' && { interpolationEpoch }),
        ...(state && {
          state,
          finishedAt: state === 'logged' ? null : sql<Date>`now()`,
          failure: why && toJson(why),
          heartbeatAt: sql<Date>`now()`,
        }),
        updatedAt: sql`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (tags) await replaceTags(db, [id], parseTags(tags))
    await recordRunChange(db, actor, 'updateRun', [run])
    return run
  })
}

function rejectResults({ id, config, environment, state, interpolationEpoch }: UpdateRunInput): void {
  const given = Object.entries({ config, environment, state, interpolationEpoch }).find(
    ([, value]) => value != null,
  )
  if (!given) return
  throw new LabError(
    'CONFLICT',
    `The ${given[0]} of the training run ${id} is what it was trained with here. Change its name, notes, tags, group, job type or parent.`,
  )
}
