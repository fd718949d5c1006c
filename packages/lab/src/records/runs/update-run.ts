import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Queries } from '../../platform/database/database.ts'
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
import { requireFittingWidth, validateNumbers } from './fields/run-numbers.ts'
import { parseSurroundings, requireParent, type RunSurroundings } from './fields/run-surroundings.ts'
import type { TrainingRun } from './training-run.ts'

/** State of a run as its script reports it; 'logged' again if it continues. */
export type LoggedState = 'logged' | 'finished' | 'failed' | 'cancelled'

export interface UpdateRunInput extends RunSurroundings {
  readonly id: string
  readonly name?: string | null
  readonly notes?: string | null
  /** New tags, in place of those of the run. */
  readonly tags?: readonly string[] | null
  /** Corrections of what the script said. */
  readonly width?: number | null
  readonly seed?: number | null
  readonly weightDecay?: number | null
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
export async function updateRun(lab: Lab, actor: Actor, input: UpdateRunInput): Promise<TrainingRun> {
  const { id, name, notes, tags, width, seed, weightDecay, config, state, failure, interpolationEpoch } =
    input
  validateNumbers({ width, seed, weightDecay })
  return lab.db.transaction().execute(async (db) => {
    const [before] = await lockRuns(db, actor, [id])
    if (!before.logged) rejectResults(input)
    if (typeof width === 'number') await requireFittingWidth(db, before, width)
    if (input.parent) await requireParent(db, before, input.parent)
    const why = state === 'failed' ? loggedFailure('failure', failure) : null
    const run = await db
      .updateTable('trainingRun')
      .set({
        ...(typeof name === 'string' && { name: validateName('name', name) }),
        ...(typeof notes === 'string' && { notes: validateText('notes', notes) }),
        ...(typeof width === 'number' && { width }),
        ...(typeof seed === 'number' && { seed }),
        ...(typeof weightDecay === 'number' && { weightDecay }),
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
    const tagsBefore = tags ? await listTags(db, id) : []
    if (tags) await replaceTags(db, [id], parseTags(tags))
    await recordRunChange(db, actor, 'updateRun', [run], listCorrections(before, run, tagsBefore, tags))
    return run
  })
}

const corrected = ['name', 'width', 'seed', 'weightDecay', 'runGroup', 'jobType'] as const

/** Returns what an audit entry says of a change: the corrected fields as they were and as they are. */
function listCorrections(
  before: TrainingRun,
  after: TrainingRun,
  tagsBefore: readonly string[],
  tags: readonly string[] | null | undefined,
): object {
  const fields = corrected.filter((field) => before[field] !== after[field])
  if (fields.length === 0 && !tags) return {}
  const pick = (run: TrainingRun) => Object.fromEntries(fields.map((field) => [field, run[field]]))
  return {
    before: { ...pick(before), ...(tags && { tags: tagsBefore }) },
    after: { ...pick(after), ...(tags && { tags: parseTags(tags).toSorted() }) },
  }
}

async function listTags(db: Queries, runId: string): Promise<string[]> {
  const rows = await db.selectFrom('runTag').select('tag').where('runId', '=', runId).orderBy('tag').execute()
  return rows.map(({ tag }) => tag)
}

function rejectResults(input: UpdateRunInput): void {
  const { id, width, seed, weightDecay, config, environment, state, interpolationEpoch } = input
  const results = { width, seed, weightDecay, config, environment, state, interpolationEpoch }
  const given = Object.entries(results).find(([, value]) => value != null)
  if (!given) return
  throw new LabError(
    'CONFLICT',
    `The ${given[0]} of the training run ${id} is what it was trained with here. Change its name, notes, tags, group, job type or parent.`,
  )
}
