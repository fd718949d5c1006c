import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import type { RunFilter } from './filter/run-filter.ts'
import { listRuns, listRunsOf, type ListRuns } from './list-runs.ts'
import { runOrderFields, type RunOrder } from './run-order.ts'
import { matches, valueAt } from './testing/matches.ts'
import { combine, listConditions } from './testing/random-filter.ts'
import { createRandom, writeRandomRuns, type KnownRun } from './testing/random-runs.ts'

let lab: Lab
let projectId: string
let runs: KnownRun[]
const modelIds = [randomUUID(), randomUUID(), randomUUID()]
const random = createRandom(7)

beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'vision' })).id
  const model = { projectId, architecture: 'fully-connected', dataset: 'mnist' }
  await lab.db
    .insertInto('model')
    .values(modelIds.map((id, i) => ({ ...model, id, name: `model ${i}` }) as never))
    .execute()
  runs = await writeRandomRuns(lab, random, { projectId, modelIds, count: 240 })
})
afterAll(() => lab.close())

async function readAll(request: ListRuns, size: number, backward = false): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  for (;;) {
    const part = backward ? { last: size, before: cursor } : { first: size, after: cursor }
    const page = await listRuns(lab, localActor, { project: projectId }, { ...request, ...part })
    const own = page.nodes.map(({ id }) => id)
    ids.splice(backward ? 0 : ids.length, 0, ...own)
    if (!(backward ? page.hasPreviousPage : page.hasNextPage)) return ids
    cursor = backward ? page.cursors[0] : page.cursors.at(-1)
  }
}

async function expectSame(filter: RunFilter) {
  const expected = runs.filter((run) => matches(run, filter)).map(({ id }) => id)
  const page = await listRuns(lab, localActor, { project: projectId }, { filter, first: 500 })
  expect(page.nodes.map(({ id }) => id).toSorted(), JSON.stringify(filter)).toEqual(expected.toSorted())
  expect(await page.totalCount()).toBe(expected.length)
}

describe('filters', () => {
  test('every operator finds what the plain predicate finds, and NOT the others', async () => {
    for (const filter of listConditions(random, modelIds)) {
      await expectSame(filter)
      await expectSame({ NOT: [filter] })
    }
  })

  test('runs are found by their ids', async () => {
    const [first, second] = runs.map(({ id }) => id)
    for (const id of [{ eq: first }, { ne: first }, { in: [first, second] }, { notIn: [second] }, { in: [] }])
      await expectSame({ id, width: { gte: 0 } })
  })

  test('so do conditions put together', async () => {
    for (let i = 0; i < 60; i++)
      await expectSame(combine(random, listConditions(random, modelIds), 1 + (i % 3)))
  })

  test('text that no database holds is looked for in vain, and too many conditions are refused', async () => {
    await expectSame({ name: { eq: 'a\0b' }, config: [{ path: '\0.\uD800', missing: true }] })
    await expectSame({ createdAt: { gt: '-271821-04-20T00:00:00.000Z', lt: '+275760-09-13T00:00:00.000Z' } })
    const filter = { OR: Array.from({ length: 501 }, () => ({ width: { eq: 1 } })) }
    await expect(listRuns(lab, localActor, {}, { filter })).rejects.toThrow('more than 500 conditions')
  })
})

describe('orders and pages', () => {
  const orders: RunOrder[][] = [
    ...runOrderFields.map((field) => [{ field }]),
    [{ field: 'weightDecay', direction: 'desc' }, { field: 'seed' }],
    [{ config: 'optimizer.lr' }],
    [{ scalar: { measure: 'critical-width', name: 'criticalSize' } }],
    [{ config: 'optimizer.lr', direction: 'desc' }, { field: 'createdAt' }],
    [{ metric: { name: 'testError', value: 'min' }, direction: 'desc' }, { config: 'batch' }],
    [
      { field: 'tags', direction: 'desc' },
      { field: 'width', direction: 'desc' },
    ],
  ]

  test.each(orders)(
    'pages of any size are the whole list, ties and missing values included: %j',
    async (...orderBy) => {
      const whole = await readAll({ orderBy }, 500)
      expect(whole.toSorted()).toEqual(runs.map(({ id }) => id).toSorted())
      expect(await readAll({ orderBy }, 37)).toEqual(whole)
      expect(await readAll({ orderBy }, 37, true)).toEqual(whole)
    },
  )

  test('values are in order, missing ones last in either direction', async () => {
    const values = async (orderBy: RunOrder[], read: (run: KnownRun) => unknown) => {
      const byId = new Map(runs.map((run) => [run.id, run]))
      return (await readAll({ orderBy }, 500)).map((id) => read(byId.get(id)!))
    }
    const sort = (all: (number | null)[], sign: number) =>
      all.toSorted((a, b) => Number(a === null) - Number(b === null) || sign * (a! - b!))
    const seeds = runs.map(({ seed }) => seed)
    expect(await values([{ field: 'seed' }], ({ seed }) => seed)).toEqual(sort(seeds, 1))
    expect(await values([{ field: 'seed', direction: 'desc' }], ({ seed }) => seed)).toEqual(sort(seeds, -1))
    const last = ({ metrics }: KnownRun) => metrics.get('testError')?.last ?? null
    const byMetric: RunOrder[] = [{ metric: { name: 'testError', value: 'last' }, direction: 'desc' }]
    expect(await values(byMetric, last)).toEqual(sort(runs.map(last), -1))
    const rank = (value: unknown) => ['string', 'number', 'boolean'].indexOf(typeof value)
    const ranks = (await values([{ config: 'optimizer.lr' }], ({ config }) => rank(valueAt(config, 'optimizer.lr')))) as number[] // prettier-ignore
    const known = ranks.filter((value) => value >= 0)
    expect(known).toEqual(known.toSorted())
    expect(ranks.slice(known.length).every((value) => value < 0)).toBe(true)
  })

  test('a cursor serves its own order only, and what is no cursor is refused by its argument', async () => {
    const { cursors } = await listRuns(lab, localActor, {}, { first: 1 })
    const other = listRuns(lab, localActor, {}, { orderBy: [{ field: 'name' }], after: cursors[0] })
    await expect(other).rejects.toThrow('in another order')
    for (const after of ['', 'nonsense', Buffer.from('["x"]').toString('base64url')]) {
      await expect(listRuns(lab, localActor, {}, { after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('after: ') }) // prettier-ignore
      await expect(listRuns(lab, localActor, {}, { last: 1, before: after })).rejects.toThrow('before: ')
    }
  })

  test('an order that names nothing is refused', async () => {
    const orderBy = [{ field: 'name' as const }, { direction: 'desc' as const }]
    await expect(listRuns(lab, localActor, {}, { orderBy })).rejects.toThrow(
      'orderBy[1]: it has none of field, config, metric, scalar',
    )
  })

  test('several lists are read at once', async () => {
    const scopes = modelIds.map((model) => ({ model }))
    const pages = await listRunsOf(lab, localActor, scopes, { first: 5, orderBy: [{ field: 'name' }] })
    for (const [i, { model }] of scopes.entries()) {
      const alone = await listRuns(lab, localActor, { model }, { first: 5, orderBy: [{ field: 'name' }] })
      expect(pages[i].nodes).toEqual(alone.nodes)
      expect(await pages[i].totalCount()).toBe(runs.filter(({ modelId }) => modelId === model).length)
    }
  })
})

test('strangers see nothing, members what is theirs', async () => {
  const actor = (projects: Actor['projects']): Actor => ({
    ...localActor,
    userId: 'u',
    projects,
    siteAdmin: false,
  })
  const seenBy = async (projects: Actor['projects']) =>
    (await listRuns(lab, actor(projects), { project: projectId }, {})).totalCount()
  expect(await seenBy(new Map())).toBe(0)
  expect(await seenBy(new Map([[randomUUID(), 'admin']]))).toBe(0)
  expect(await seenBy(new Map([[projectId, 'viewer']]))).toBe(runs.length)
})
