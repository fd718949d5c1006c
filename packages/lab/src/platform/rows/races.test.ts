import { randomUUID } from 'node:crypto'
import {
  InsertQueryNode,
  SelectQueryNode,
  TableNode,
  type KyselyPlugin,
  type RootOperationNode,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import type { Lab } from '../lab/lab.ts'
import { tinySweep } from '../files/testing/tiny-sweep.ts'
import { createModel } from '../../records/models/create-model.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { createRun } from '../../records/runs/create-run.ts'
import { completeSweep } from '../../records/sweeps/complete-sweep.ts'
import { startSweep } from '../../records/sweeps/start-sweep.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createUpload } from '../../records/uploads/create-upload.ts'

let lab: Lab
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'raced' })).id
})
afterAll(() => lab.close())

/** Concurrent change that happens right after the first statement of a kind on a table. */
type Step = readonly [kind: RootOperationNode['kind'], table: string, happen: () => Promise<unknown>]

/** Returns the lab with the steps interleaved between the statements of its user. */
function interrupted(...steps: Step[]): Lab {
  const running = new Map<unknown, RootOperationNode>()
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      running.set(queryId, node)
      return node
    },
    async transformResult({ result, queryId }) {
      const node = running.get(queryId)!
      if (steps.length > 0 && node.kind === steps[0][0] && tableOf(node) === steps[0][1])
        await steps.shift()![2]()
      return result
    },
  }
  return { ...lab, db: lab.db.withPlugin(plugin) }
}

function tableOf(node: RootOperationNode): string | undefined {
  const table = InsertQueryNode.is(node)
    ? node.into
    : SelectQueryNode.is(node)
      ? node.from?.froms[0]
      : undefined
  const name = table && TableNode.is(table) ? table.table.identifier.name : undefined
  return name?.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

// The embedded database has one connection: there transactions run one after the other.
describe.skipIf(!process.env.MITOSCOPE_TEST_DATABASE_URL)('a record that stands in the way goes away', () => {
  const byName = (name: string) => ({
    projectId,
    modelName: name,
    architecture: 'mlp',
    dataset: 'mnist',
    width: 8,
  })

  test('a run under a client key, purged before it is found', async () => {
    const input = { ...byName('m'), clientKey: 'gone' }
    const racing = interrupted(
      ['SelectQueryNode', 'trainingRun', () => createRun(lab, localActor, input)],
      [
        'InsertQueryNode',
        'trainingRun',
        () => lab.db.deleteFrom('trainingRun').where('clientKey', '=', 'gone').execute(),
      ],
    )
    expect((await createRun(racing, localActor, input)).created).toBe(true)
  })

  test.each(['project', 'model'] as const)('a %s by its name, deleted before it is found', async (table) => {
    const names = { projectName: `p of ${table}`, modelName: `m of ${table}` }
    const input = { ...names, architecture: 'mlp', dataset: 'mnist', width: 8 }
    const name = table === 'project' ? names.projectName : names.modelName
    if (table === 'model') await createProject(lab, localActor, { name: names.projectName })
    const remove = () =>
      lab.db.updateTable(table).set({ deletedAt: new Date() }).where('name', '=', name).execute()
    const racing = interrupted(
      ['SelectQueryNode', table, () => createRun(lab, localActor, input)],
      ['InsertQueryNode', table, remove],
    )
    const run = await createRun(racing, localActor, input)
    const kept = await lab.db
      .selectFrom(table)
      .select('id')
      .where('name', '=', name)
      .where('deletedAt', 'is', null)
      .execute()
    expect(kept).toEqual([{ id: table === 'project' ? run.projectId : run.modelId }])
  })

  test('a sweep under a client key, purged before it is found', async () => {
    const input = { projectId, modelName: 'tiny', name: 's', config: tinySweep, clientKey: 'sweep' }
    const first = await startSweep(lab, localActor, input)
    const purgeIt = () => lab.db.deleteFrom('sweep').where('id', '=', first.id).execute()
    const second = await startSweep(interrupted(['InsertQueryNode', 'sweep', purgeIt]), localActor, input)
    expect(second.id).not.toBe(first.id)
  })

  test('a sweep, deleted while it is completed', async () => {
    const input = { projectId, modelName: 'tiny', name: 'deleted', config: tinySweep }
    const { id } = await startSweep(lab, localActor, input)
    const { id: runId } = await lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', id).executeTakeFirstOrThrow() // prettier-ignore
    await lab.db.deleteFrom('trainingRun').where('id', '=', runId).execute()
    const before = await countRuns(id)
    const remove = () =>
      lab.db.updateTable('sweep').set({ deletedAt: new Date() }).where('id', '=', id).execute()
    const racing = interrupted(['SelectQueryNode', 'sweep', remove])
    await expect(completeSweep(racing, localActor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await countRuns(id)).toBe(before)
  })

  test('an upload that ends before it is prolonged, and a run that is deleted before its upload is there', async () => {
    const { id: runId } = await createRun(lab, localActor, byName('u'))
    const file = { runId, fileName: 'f.npz', bytes: 3, hash: 'a'.repeat(64) }
    const first = await createUpload(lab, localActor, file)
    const end = () =>
      lab.db.updateTable('upload').set({ state: 'expired' }).where('runId', '=', runId).execute()
    const second = await createUpload(interrupted(['InsertQueryNode', 'upload', end]), localActor, file)
    expect('upload' in first && 'upload' in second && first.upload.id !== second.upload.id).toBe(true)
    const model = await createModel(lab, localActor, {
      projectId,
      name: randomUUID(),
      architecture: 'mlp',
      dataset: 'd',
    })
    const run = await createRun(lab, localActor, { modelId: model.id, width: 8 })
    const remove = () => lab.db.deleteFrom('trainingRun').where('id', '=', run.id).execute()
    const racing = interrupted(['SelectQueryNode', 'trainingRun', remove])
    await expect(createUpload(racing, localActor, { ...file, runId: run.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

async function countRuns(sweepId: string): Promise<number> {
  return (await lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', sweepId).execute()).length
}
