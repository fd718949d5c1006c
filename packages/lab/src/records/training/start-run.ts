import { isDeepStrictEqual } from 'node:util'
import { listRuns } from '@mitoscope/training'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName } from '../../platform/rows/text-fields.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { findOrMakeModel, type ModelChoice } from '../sweeps/find-or-make-model.ts'
import { parseConfig } from '../sweeps/parse-config.ts'
import { addRuns } from './add-runs.ts'
import { settingsOf } from './run-settings.ts'

export interface StartRunInput extends ModelChoice {
  readonly name?: string | null
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
  /** Settings like those of a sweep, without widths, seeds and weight decays. */
  readonly config?: object | null
  /** Idempotency key: the same key in the same project again starts nothing and returns the existing run. */
  readonly clientKey?: string | null
}

/** Trains one run outside a sweep. */
export async function startRun(lab: Lab, actor: Actor, input: StartRunInput): Promise<TrainingRun> {
  const { width, seed, weightDecay } = input
  const config = parseConfig({
    ...input.config,
    widths: [width],
    seeds: [seed ?? 0],
    weightDecays: weightDecay === undefined || weightDecay === null ? undefined : [weightDecay],
    contrasts: [],
  })
  const [planned] = listRuns(config)
  const name = input.name ? validateName('name', input.name) : planned.name
  return lab.db.transaction().execute(async (db) => {
    const { id: modelId, projectId } = await findOrMakeModel(db, actor, input, config)
    const clientKey = typeof input.clientKey === 'string' ? validateName('clientKey', input.clientKey) : null
    if (clientKey !== null) {
      const started = await findByKey(db, projectId, clientKey, {
        modelId,
        config: settingsOf(config, planned),
      })
      if (started) return started
    }
    const place = { projectId, modelId, sweepId: null, clientKey }
    const [run] = await addRuns(db, lab, actor, place, config, [{ ...planned, name }])
    await recordAudit(db, actor, { action: 'startRun', projectId, subject: `run ${run.id}` })
    return run
  })
}

/** Finds the run that was started with the key. Throws CONFLICT if its settings differ. */
async function findByKey(
  db: Queries,
  projectId: string,
  key: string,
  { modelId, config }: Pick<TrainingRun, 'modelId'> & { readonly config: object },
): Promise<TrainingRun | undefined> {
  // Whoever sends the same at the same time waits here, and then finds this run.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`run ${projectId} ${key}`}, 0))`.execute(db)
  const run = await db
    .selectFrom('trainingRun')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('clientKey', '=', key)
    .executeTakeFirst()
  if (!run || (run.modelId === modelId && isDeepStrictEqual(run.config, config))) return run
  throw new LabError(
    'CONFLICT',
    `The key "${key}" belongs to the run "${run.name}", which has other settings. Use a new key for a new run.`,
  )
}
