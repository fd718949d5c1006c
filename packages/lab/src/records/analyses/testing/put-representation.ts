import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { recordBlob } from '../../../platform/blobs/blob-records.ts'
import type { JsonObject } from '../../../platform/database/column-types.ts'
import { toJson } from '../../../platform/database/json.ts'
import type { Lab } from '../../../platform/lab/lab.ts'
import type { AnalysisInput } from '../analysis.ts'

export interface PutRepresentation {
  /** Project of the representation; a new one by default. */
  readonly projectId?: string
  readonly sweepId?: string
  readonly modelId?: string
  readonly runId?: string
  readonly width: number
  readonly seed?: number
  /** Settings of the run; none by default. */
  readonly config?: JsonObject
  /** Layer of the representation; the last hidden one by default. */
  readonly site?: string
  /** Width of the representation, if it is not that of the run. */
  readonly neurons?: number
  readonly epoch?: number
  /** Recorded number of test rows; 0 by default. */
  readonly testRows?: number
  /** Recorded names of the tensors; none by default. */
  readonly tensors?: readonly string[]
}

/** Inserts a finished run with its representation, for tests, directly into the tables. */
export async function putRepresentation(
  lab: Lab,
  file: string | { readonly name: string; readonly bytes: Uint8Array },
  { width, seed = 0, testRows = 0, tensors = [], config = {}, ...given }: PutRepresentation,
): Promise<AnalysisInput> {
  const { name, bytes } =
    typeof file === 'string' ? { name: basename(file), bytes: new Uint8Array(await readFile(file)) } : file
  const blob = await lab.blobs.put(one(bytes))
  return lab.db.transaction().execute(async (db) => {
    await recordBlob(db, lab, blob)
    const [projectId, modelId, runId] = [given.projectId, given.modelId, given.runId].map(
      (id) => id ?? randomUUID(),
    )
    if (!given.projectId) await db.insertInto('project').values({ id: projectId, name: projectId }).execute()
    if (!given.modelId) {
      const model = { id: modelId, projectId, name: modelId, architecture: 'mlp', dataset: 'mnist' }
      await db.insertInto('model').values(model).execute()
    }
    if (!given.runId) {
      const run = { id: runId, projectId, modelId, sweepId: given.sweepId, name: `w${width}-s${seed}` }
      await db
        .insertInto('trainingRun')
        .values({
          ...run,
          width,
          seed,
          weightDecay: 0,
          dataset: 'mnist',
          state: 'finished',
          config: toJson(config),
        })
        .execute()
    }
    return db
      .insertInto('representation')
      .values({
        id: randomUUID(),
        projectId,
        runId,
        site: given.site,
        epoch: given.epoch,
        fileName: name,
        format: 'npz',
        blobHash: blob.hash,
        inputHash: blob.hash,
        width: given.neurons ?? width,
        testRows,
        tensors: toJson(tensors.map((tensor) => ({ name: tensor, dtype: 'f32', shape: [] }))),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

async function* one(bytes: Uint8Array) {
  yield bytes
}
