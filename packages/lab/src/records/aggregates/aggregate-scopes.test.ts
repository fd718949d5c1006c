import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { putRepresentation, type PutRepresentation } from '../analyses/testing/put-representation.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { measures } from '../measures/measures.ts'
import { groupRuns } from './group-runs.ts'
import { aggregateScopes } from './aggregate-scopes.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const current = measures.find(({ id }) => id === 'critical-width')!.version

/** Stores a run with a representation and, unless told otherwise, an analysis of it by the version of today. */
async function put(
  groups: number,
  { version = current, ...given }: Partial<PutRepresentation> & { version?: number },
) {
  const file = { name: 'layer.npz', bytes: new TextEncoder().encode(randomUUID()) }
  const row = await putRepresentation(lab, file, { width: 64, ...given })
  const { projectId, runId } = row
  const modelId = given.modelId ?? (await lab.db.selectFrom('trainingRun').select('modelId').where('id', '=', runId).executeTakeFirstOrThrow()).modelId // prettier-ignore
  const analysis = {
    id: randomUUID(),
    projectId,
    runId,
    representationId: row.id,
    seed: 0,
    question: randomUUID(),
  }
  const result = { options: toJson({}), state: 'finished' as const, scalars: toJson({ groups }) }
  await lab.db
    .insertInto('analysis')
    .values({ ...analysis, ...result, measure: 'critical-width', version })
    .execute()
  return { ...row, modelId }
}

async function read(model: string, site?: string) {
  const scope = { model, width: 64 }
  const [[found]] = await aggregateScopes(lab, localActor, [scope], [{ kind: 'groups', site }])
  return found
}

test('the numbers of a deleted representation are part of no mean', async () => {
  const right = await put(4, {})
  const wrong = await put(9, { ...ids(right), runId: right.runId })
  // That of the wrong file is of a later epoch, as the end of the training is.
  await lab.db.updateTable('representation').set({ epoch: 40 }).where('id', '=', right.id).execute()
  expect(await read(right.modelId)).toMatchObject({ n: 1, mean: 9 })
  await deleteRepresentation(lab, localActor, wrong.id)
  expect(await read(right.modelId)).toMatchObject({ n: 1, mean: 4 })
  await deleteRepresentation(lab, localActor, right.id)
  expect(await read(right.modelId)).toMatchObject({ n: 0, mean: null })
})

test('controls are left out of a mean, and counted, unless there is nothing else', async () => {
  const network = await put(4, { seed: 0 })
  const { projectId, modelId } = network
  await put(6, { projectId, modelId, seed: 1 })
  const controls = [{ epochs: 0 }, { epochs: 90, control: 'gaussian-inputs' }]
  for (const config of controls) await put(60, { projectId, modelId, seed: 0, config })
  expect(await read(modelId)).toMatchObject({ n: 2, mean: 5, max: 6, controls: 2 })
  const alone = await put(50, { seed: 0, config: { epochs: 0 } })
  await put(54, { ...ids(alone), seed: 1, config: { epochs: 0 } })
  expect(await read(alone.modelId)).toMatchObject({ n: 2, mean: 52, controls: 0 })
  const groups = await groupRuns(lab, localActor, { scope: { model: modelId } }, [{ kind: 'groups' }])
  expect(groups).toMatchObject([
    { runCount: 4, finishedCount: 4, aggregates: [{ n: 2, mean: 5, controls: 2 }] },
  ])
  const apart = await groupRuns(lab, localActor, { scope: { model: modelId }, config: ['epochs'] }, [{ kind: 'groups' }]) // prettier-ignore
  expect(apart.map(({ keys, aggregates }) => [keys[0].value, aggregates[0].mean]).toSorted()).toEqual([[0, 60], [90, 60], [null, 5]].toSorted()) // prettier-ignore
})

test('a seed that was uploaded twice counts once, by its newest run that has the number', async () => {
  const first = await put(2, { seed: 0 })
  await put(4, { ...ids(first), seed: 0 })
  await put(8, { ...ids(first), seed: 1 })
  await putRepresentation(lab, { name: 'x.npz', bytes: new TextEncoder().encode(randomUUID()) }, { ...ids(first), width: 64, seed: 1 }) // prettier-ignore
  expect(await read(first.modelId)).toMatchObject({ n: 2, mean: 6, min: 4, repeats: 1 })
  const groups = await groupRuns(lab, localActor, { scope: { model: first.modelId } }, [{ kind: 'groups' }])
  expect(groups).toMatchObject([{ runCount: 4, aggregates: [{ n: 2, mean: 6, repeats: 1 }] }])
})

test('numbers of an older version of a measure are no part of a mean beside newer ones', async () => {
  const old = await put(2, { seed: 0, version: 1 })
  await put(3, { ...ids(old), seed: 1, version: 1 })
  expect(await read(old.modelId)).toMatchObject({ n: 2, mean: 2.5 })
  await put(8, { ...ids(old), seed: 2 })
  expect(await read(old.modelId)).toMatchObject({ n: 1, mean: 8 })
  await put(7, { ...ids(old), runId: old.runId })
  expect(await read(old.modelId)).toMatchObject({ n: 2, mean: 7.5 })
})

test('a mean is over one site: the last hidden layer, the only one of the model, or the one asked for', async () => {
  const block = await put(3, { seed: 0, site: 'block', neurons: 16 })
  const { modelId } = block
  await put(5, { ...ids(block), seed: 1, site: 'block', neurons: 16 })
  expect(await read(modelId)).toMatchObject({ n: 2, mean: 4 })
  await put(9, { ...ids(block), runId: block.runId, site: 'stem' })
  expect(await read(modelId)).toMatchObject({ n: 0, mean: null })
  await put(20, { ...ids(block), runId: block.runId })
  expect(await read(modelId)).toMatchObject({ n: 1, mean: 20 })
  expect(await read(modelId, 'last-hidden')).toMatchObject({ n: 1, mean: 20 })
  expect(await read(modelId, 'block')).toMatchObject({ n: 2, mean: 4 })
  expect(await read(modelId, 'stem')).toMatchObject({ n: 1, mean: 9 })
  expect(await read(modelId, 'head')).toMatchObject({ n: 0 })
})

test('the site that nobody named costs no look at all representations of the lab for each run', async () => {
  const { projectId, modelId, blobHash } = await put(3, { seed: 0, site: 'block' })
  await sql`insert into training_run (id, project_id, model_id, name, width, seed, dataset, state)
    select gen_random_uuid(), ${projectId}, ${modelId}, 'r' || i, 64, i, 'mnist', 'finished' from generate_series(1, 500) i`.execute(lab.db) // prettier-ignore
  await sql`insert into representation
    (id, project_id, run_id, epoch, site, file_name, format, blob_hash, input_hash, width, test_rows)
    select gen_random_uuid(), ${projectId}, id, epoch, 'block', 'x', 'npz', ${blobHash}, ${blobHash}, 64, 1
    from training_run, generate_series(1, 3) epoch where model_id = ${modelId} and seed > 0`.execute(lab.db)
  await sql`insert into analysis
    (id, project_id, run_id, representation_id, measure, version, options, seed, question, state, scalars)
    select gen_random_uuid(), project_id, run_id, id, 'critical-width', ${current}, '{}', 0, id, 'finished', '{"groups": 3}'
    from representation where epoch is not null and project_id = ${projectId}`.execute(lab.db)
  await sql`analyze`.execute(lab.db)
  const time = async (site?: string) => {
    const begun = performance.now()
    expect(await read(modelId, site)).toMatchObject({ n: 501, mean: 3 })
    return performance.now() - begun
  }
  await time('block')
  expect(await time()).toBeLessThan(10 * (await time('block')) + 2000)
})

function ids({ projectId, modelId }: { readonly projectId: string; readonly modelId: string }) {
  return { projectId, modelId }
}
