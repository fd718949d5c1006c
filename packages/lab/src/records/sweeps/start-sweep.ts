import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { listRuns } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { parseRequests, type AnalysisRequest } from '../analyses/plan-analysis.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { insertOrFind } from '../../platform/rows/insert-or-find.ts'
import { validateName } from '../../platform/rows/text-fields.ts'
import { addRuns } from '../training/add-runs.ts'
import { findOrMakeModel, type ModelChoice } from './find-or-make-model.ts'
import { parseConfig } from './parse-config.ts'
import type { Sweep } from './sweep.ts'

export interface StartSweepInput extends ModelChoice {
  readonly name: string
  /** Settings of the catalogue; defaults apply to those left out. */
  readonly config: object
  /** Analyses to compute of every run once it is trained. */
  readonly analyses?: readonly AnalysisRequest[] | null
  /** Idempotency key: the same key in the same project again starts nothing and returns the existing sweep. */
  readonly clientKey?: string | null
}

/** Starts a sweep: its record, its runs with their jobs, and its model if it is missing; all of them, or none. */
export async function startSweep(lab: Lab, actor: Actor, input: StartSweepInput): Promise<Sweep> {
  const name = validateName('name', input.name)
  const config = parseConfig(input.config)
  const analyses = parseRequests(input.analyses ?? [])
  return lab.db.transaction().execute(async (db) => {
    const model = await findOrMakeModel(db, actor, { modelName: name, ...withoutNull(input) }, config)
    const { projectId, id: modelId } = model
    requireRole(actor, projectId, 'editor')
    const id = randomUUID()
    const insert = () =>
      db
        .insertInto('sweep')
        .values({
          id,
          projectId,
          modelId,
          name,
          config: toJson(config),
          analyses: toJson(analyses),
          clientKey: input.clientKey ?? null,
          createdBy: actor.userId,
        })
        .onConflict((conflict) => conflict.columns(['projectId', 'clientKey']).doNothing())
        .returningAll()
        .executeTakeFirst()
    const { row: sweep, created } = await insertOrFind(insert, () =>
      findByKey(db, projectId, input.clientKey!),
    )
    if (!created) return requireSame(sweep, { modelId, name, config, analyses })
    await addRuns(db, lab, actor, { projectId, modelId, sweepId: id }, config, listRuns(config))
    await recordAudit(db, actor, { action: 'startSweep', projectId, subject: `sweep ${id}` })
    await publish(db, { kind: 'sweep', id, projectId })
    return sweep
  })
}

/** Finds the sweep with the key, locked until the transaction ends. */
function findByKey(db: Queries, projectId: string, key: string): Promise<Sweep | undefined> {
  return db
    .selectFrom('sweep')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('clientKey', '=', key)
    .forShare()
    .executeTakeFirst()
}

function requireSame(
  sweep: Sweep,
  asked: Readonly<Record<'modelId' | 'name' | 'config' | 'analyses', unknown>>,
): Sweep {
  const fields = ['modelId', 'name', 'config', 'analyses'] as const
  const differing = fields.filter((field) => {
    return !isDeepStrictEqual(sweep[field], JSON.parse(JSON.stringify(asked[field])))
  })
  if (differing.length === 0) return sweep
  throw new LabError(
    'CONFLICT',
    `The key "${sweep.clientKey}" belongs to the sweep "${sweep.name}", which differs in ${differing.join(', ')}. ` +
      'Use a new key for a new sweep.',
  )
}

function withoutNull({ modelId, projectId, modelName }: ModelChoice): ModelChoice {
  return { ...(modelId && { modelId }), ...(projectId && { projectId }), ...(modelName && { modelName }) }
}
