import { randomUUID } from 'node:crypto'
import { nameWidth } from '@mitoscope/training'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { insertOrFind } from '../../platform/rows/insert-or-find.ts'
import { validateJson } from '../../platform/rows/json-fields.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import { parseTags } from '../tags/parse-tags.ts'
import { recordRunChange } from './record-run-change.ts'
import { chooseProject, makeModel, parseModelChoice, type RunModelChoice } from './choose-run-model.ts'
import { validateNumbers } from './fields/run-numbers.ts'
import { requireSameInput, type RunIdentity } from './run-identity.ts'
import { parseSurroundings, requireParent, type RunSurroundings } from './fields/run-surroundings.ts'
import type { TrainingRun } from './training-run.ts'

export interface CreateRunInput extends RunModelChoice, RunSurroundings {
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
  readonly name?: string | null
  readonly config?: JsonObject | null
  readonly notes?: string | null
  readonly tags?: readonly string[] | null
  /** Idempotency key: a second call with the same key and input returns the first run. */
  readonly clientKey?: string | null
  /** Longest silence that the caller promises, 10 to 604,800 seconds; a day by default. */
  readonly heartbeatSeconds?: number | null
}

export interface CreatedRun extends TrainingRun {
  /** True if this call created the run. */
  readonly created: boolean
}

/**
 * Creates a run that a script logs, and its project and model if they are named and missing. Throws CONFLICT
 * if the client key was used with other input.
 */
export async function createRun(lab: Lab, actor: Actor, input: CreateRunInput): Promise<CreatedRun> {
  validateNumbers(input)
  const choice = parseModelChoice(input)
  const clientKey = typeof input.clientKey === 'string' ? validateName('clientKey', input.clientKey) : null
  const asked = {
    width: input.width,
    seed: input.seed ?? null,
    weightDecay: input.weightDecay ?? null,
    name: validateName('name', input.name ?? describe(input)),
    config: validateJson('config', input.config ?? {}),
    notes: validateText('notes', input.notes ?? ''),
    tags: parseTags(input.tags ?? []).toSorted(),
  }
  // Of no account for which run it is: another attempt may run on another host.
  const surroundings = parseSurroundings(input)
  // A promise of the process that feeds the run; what sends files to the same run makes none.
  const heartbeatSeconds = input.heartbeatSeconds ?? defaultHeartbeatSeconds
  return lab.db.transaction().execute(async (db) => {
    const { projectId, model: chosen } = await chooseProject(db, actor, choice)
    // Before a model is made: the one that the key's run has may have another name by now.
    const before = clientKey === null ? undefined : await findByKey(db, projectId, clientKey)
    if (before) {
      const { architecture, modelName } = choice
      requireSameInput(before, {
        ...(chosen ? { modelId: chosen.id } : { modelName: modelName! }),
        ...(architecture !== null && { architecture }),
        dataset: choice.dataset ?? chosen?.dataset ?? (await findDataset(db, before.modelId)),
        ...asked,
      })
      return { ...before, created: false }
    }
    const model = chosen ?? (await makeModel(db, actor, projectId, choice))
    const dataset = choice.dataset ?? model.dataset
    const { id: modelId, name: modelName, architecture } = model
    const given: RunIdentity = { modelId, modelName, architecture, dataset, ...asked }
    const id = randomUUID()
    if (input.parent) await requireParent(db, { id, projectId }, input.parent)
    const { row: run, created } = await insertOrFind(
      () => insertRun(db, actor, { id, projectId, clientKey, heartbeatSeconds, ...surroundings }, given),
      () => findByKey(db, projectId, clientKey!),
    )
    if (!created) requireSameInput(run, given)
    return { ...run, created }
  })
}

/** Seconds of the promise of a run whose process makes none. */
export const defaultHeartbeatSeconds = 86_400

async function insertRun(
  db: Queries,
  actor: Actor,
  own: {
    readonly id: string
    readonly projectId: string
    readonly clientKey: string | null
    readonly heartbeatSeconds: number
  } & ReturnType<typeof parseSurroundings>,
  given: RunIdentity,
): Promise<TrainingRun | undefined> {
  const { modelName: _, architecture: __, tags, config, ...columns } = given
  const run = await db
    .insertInto('trainingRun')
    .values({
      ...columns,
      ...own,
      state: 'logged',
      logged: true,
      config: toJson(config),
      given: toJson(given),
      heartbeatAt: sql<Date>`now()`,
      createdBy: actor.userId,
    })
    .onConflict((conflict) => conflict.columns(['projectId', 'clientKey']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!run) return undefined
  if (tags.length > 0)
    await db
      .insertInto('runTag')
      .values(tags.map((tag) => ({ runId: run.id, tag })))
      .execute()
  await recordRunChange(db, actor, 'createRun', [run])
  return run
}

/** Finds the run with the key, locked until the transaction ends. Throws CONFLICT for a deleted run. */
async function findByKey(db: Queries, projectId: string, clientKey: string) {
  const run = await db
    .selectFrom('trainingRun')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('clientKey', '=', clientKey)
    .forShare()
    .executeTakeFirst()
  if (!run?.deletedAt) return run
  throw new LabError(
    'CONFLICT',
    `clientKey "${clientKey}" belongs to the deleted run "${run.name}". Restore it, or use another key.`,
    { runId: run.id },
  )
}

async function findDataset(db: Queries, modelId: string): Promise<string> {
  const query = db.selectFrom('model').select('dataset').where('id', '=', modelId)
  return (await query.executeTakeFirstOrThrow()).dataset
}

/** Returns the default name, in the form of a sweep's runs: "w0064-s0-wd0.002". */
function describe({ width, seed = null, weightDecay = null }: CreateRunInput): string {
  return [nameWidth(width), seed !== null && `s${seed}`, weightDecay !== null && `wd${weightDecay}`]
    .filter((part) => part !== false)
    .join('-')
}
