import { randomUUID } from 'node:crypto'
import { nameWidth } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { toJson } from '../database/json.ts'
import type { JsonObject } from '../database/tables.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { lockModel } from '../models/lock-model.ts'
import { readJson } from '../records/read-json.ts'
import { readName } from '../records/read-name.ts'
import { readText } from '../records/read-text.ts'
import { readTags } from '../tags/read-tags.ts'
import { announceRuns } from './announce-runs.ts'
import { checkRunNumbers } from './check-run-numbers.ts'
import type { TrainingRun } from './training-run.ts'

export interface CreateRunInput {
  readonly modelId: string
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
  /** The model's when not given. */
  readonly dataset?: string | null
  readonly name?: string | null
  readonly config?: JsonObject | null
  readonly notes?: string | null
  readonly tags?: readonly string[] | null
  /** A word of the caller's: a second call with it answers with the first one's run. */
  readonly clientKey?: string | null
}

/** Makes a run that a script feeds. */
export async function createRun(lab: Lab, actor: Actor, input: CreateRunInput): Promise<TrainingRun> {
  checkRunNumbers(input)
  const tags = readTags(input.tags ?? [])
  return lab.db.transaction().execute(async (db) => {
    const model = await lockModel(db, actor, input.modelId)
    const { projectId } = model
    const clientKey = typeof input.clientKey === 'string' ? readName('clientKey', input.clientKey) : null
    const run = await db
      .insertInto('trainingRun')
      .values({
        id: randomUUID(),
        projectId,
        modelId: model.id,
        name: readName('name', input.name ?? describe(input)),
        width: input.width,
        seed: input.seed ?? null,
        weightDecay: input.weightDecay ?? null,
        dataset: readName('dataset', input.dataset ?? model.dataset),
        state: 'logged',
        logged: true,
        config: toJson(readJson('config', input.config ?? {})),
        notes: readText('notes', input.notes ?? ''),
        clientKey,
        createdBy: actor.userId,
      })
      .onConflict((conflict) => conflict.columns(['projectId', 'clientKey']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!run) {
      const made = await db
        .selectFrom('trainingRun')
        .selectAll()
        .where('projectId', '=', projectId)
        .where('clientKey', '=', clientKey)
        .executeTakeFirstOrThrow()
      if (made.modelId === model.id && made.width === input.width) return made
      throw new LabError(
        'CONFLICT',
        `The key "${clientKey}" belongs to another run, of width ${made.width}. Use a key of its own for each run.`,
      )
    }
    if (tags.length > 0)
      await db
        .insertInto('runTag')
        .values(tags.map((tag) => ({ runId: run.id, tag })))
        .execute()
    await announceRuns(db, actor, 'createRun', [run])
    return run
  })
}

/** As the runs of sweeps are named: "w0064-s0-wd0.002". */
function describe({ width, seed = null, weightDecay = null }: CreateRunInput): string {
  return [nameWidth(width), seed !== null && `s${seed}`, weightDecay !== null && `wd${weightDecay}`]
    .filter((part) => part !== false)
    .join('-')
}
