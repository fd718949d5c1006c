import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { localActor, type Lab } from '@mitoscope/lab'
import { openTestLab, putRepresentation } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { parse, subscribe } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSchema } from '../build-schema.ts'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

const golden = new URL('../../../../../tests/golden/', import.meta.url)
const file = (name: string) => fileURLToPath(new URL(`comparisons/${name}.npz`, golden))
const { pairs } = JSON.parse(readFileSync(new URL('comparisons.json', golden), 'utf8'))
const rows = 2000

let lab: Lab
let worker: Worker
beforeAll(async () => {
  lab = await openTestLab()
  worker = await startWorker(lab, { devices: ['cpu'] })
})
afterAll(async () => {
  await worker.stop()
  await lab.close()
})

const start = (representationIds: readonly string[], measures: readonly object[]) =>
  ask(
    lab,
    `mutation ($input: StartPairComparisonsInput!) {
       startPairComparisons(input: $input) { pairComparisons { id measure state } }
     }`,
    { input: { representationIds, measures } },
  )

async function putPair() {
  const first = await putRepresentation(lab, file('narrow'), { width: 20, testRows: rows })
  const second = await putRepresentation(lab, file('wide'), {
    width: 32,
    testRows: rows,
    projectId: first.projectId,
  })
  return { first, second, ids: [first, second].map(({ id }) => toGlobalId('Representation', id)) }
}

test('the catalogue says enough for a form and for a matrix', async () => {
  const { data, errors } = await ask(
    lab,
    `{ comparisonMeasures { name version title summary quantities { name title mirror }
        options { name description kind minimum maximum default choices } } }`,
  )
  expect(errors).toEqual([])
  const names = data.comparisonMeasures.map(({ name }: { name: string }) => name)
  expect(names).toEqual(['cka', 'svcca', 'pwcca', 'procrustes', 'neighbour-overlap', 'information-imbalance'])
  expect(data.comparisonMeasures[2].quantities).toEqual([
    { name: 'pwccaFirst', title: 'PWCCA, weights of the first', mirror: 'pwccaSecond' },
    { name: 'pwccaSecond', title: 'PWCCA, weights of the second', mirror: 'pwccaFirst' },
  ])
  expect(data.comparisonMeasures[1].options).toMatchObject([
    { name: 'variance', kind: 'NUMBER', default: 0.99 },
  ])
})

test('a pair is compared, followed, read, listed, deleted and restored', { timeout: 300_000 }, async () => {
  const { first, second, ids } = await putPair()
  const ended = new AbortController()
  const updates = (await subscribe({
    schema: await buildSchema(),
    document: parse(
      'subscription ($id: ID!) { pairComparisonsUpdated(projectId: $id) { current pairComparisons { id state } } }',
    ),
    contextValue: { lab, actor: localActor, ended: ended.signal },
    variableValues: { id: toGlobalId('Project', first.projectId) },
  })) as AsyncIterableIterator<{ data: any }>
  expect((await updates.next()).value.data.pairComparisonsUpdated).toEqual({
    current: true,
    pairComparisons: [],
  })
  const measures = Object.keys(pairs[0].values).map((measure) => ({ measure }))
  const started = await start(ids, measures)
  expect(started.errors).toEqual([])
  const { pairComparisons: comparisons } = started.data.startPairComparisons
  expect(comparisons.map(({ measure }: { measure: string }) => ({ measure }))).toEqual(measures)
  const finished = new Set<string>()
  for await (const { data } of updates) {
    for (const { id, state } of data.pairComparisonsUpdated.pairComparisons)
      if (state === 'FINISHED') finished.add(id)
    if (finished.size === measures.length) break
  }
  ended.abort()

  const read = await ask(
    lab,
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on PairComparison {
       measure version options state question failure { code } scalars { id: name title value low high }
       definition { title } inputHashes provenance { inputHash backend device precision } warnings { code message }
       project { id } first { id run { id } } second { id run { id } } askedBy { name }
       job { kind state subject { ... on PairComparison { id } } } createdAt updatedAt startedAt finishedAt deletedAt
     } } }`,
    { ids: comparisons.map(({ id }: { id: string }) => id) },
  )
  expect(read.errors).toEqual([])
  for (const [i, node] of read.data.nodes.entries()) {
    expect(node).toMatchObject({
      state: 'FINISHED',
      inputHashes: [first.inputHash, second.inputHash],
      provenance: { inputHash: `${first.inputHash} ${second.inputHash}` },
      first: { id: ids[0] },
      second: { id: ids[1] },
      job: { kind: 'COMPARE', state: 'FINISHED', subject: { id: comparisons[i].id } },
    })
    for (const { id, value } of node.scalars)
      if (id in pairs[0].values[node.measure])
        expect(value, id).toBeCloseTo(pairs[0].values[node.measure][id], 4)
  }

  const list = (filter: object, deleted = 'EXCLUDE') =>
    ask(
      lab,
      `query ($filter: PairComparisonFilter, $deleted: Deleted!) {
         pairComparisons(filter: $filter, deleted: $deleted, first: 2) { totalCount nodes { id } }
       }`,
      { filter, deleted },
    )
  const runId = toGlobalId('TrainingRun', first.runId)
  expect(await list({ runId: { eq: runId } })).toMatchObject({
    errors: [],
    data: { pairComparisons: { totalCount: 6 } },
  })
  const cka = { betweenRepresentationIds: ids, measure: { eq: 'cka' }, state: { eq: 'FINISHED' } }
  expect((await list(cka)).data.pairComparisons.nodes).toEqual([{ id: comparisons[0].id }])
  expect((await list({ betweenRunIds: [runId] })).data.pairComparisons.totalCount).toBe(0)
  expect((await list({ representationId: { eq: ids[1] } })).data.pairComparisons.totalCount).toBe(6)
  expect(
    (await list({ representationId: { eq: toGlobalId('Representation', randomUUID()) } })).data
      .pairComparisons.totalCount,
  ).toBe(0)
  for (const [verb, count] of [
    ['Delete', 1],
    ['Restore', 0],
  ] as const) {
    const command = `mutation ($input: ${verb}PairComparisonInput!) {
      ${verb.toLowerCase()}PairComparison(input: $input) { pairComparison { id deletedAt } } }`
    expect((await ask(lab, command, { input: { id: comparisons[0].id } })).errors).toEqual([])
    expect((await list(cka, 'ONLY')).data.pairComparisons.totalCount).toBe(count)
  }
  // Many are read in a few statements.
  expect((await list({ runId: { eq: runId } })).statements).toBeLessThan(4)
})

test('what cannot be compared is refused in words', async () => {
  const { ids, first } = await putPair()
  const other = await putRepresentation(lab, file('wide'), {
    width: 32,
    testRows: 1500,
    projectId: first.projectId,
  })
  const cka = [{ measure: 'cka' }]
  const refusal = async (...given: Parameters<typeof start>) => (await start(...given)).errors.join()
  expect(await refusal([...ids, toGlobalId('Representation', other.id)], cka)).toMatch(
    /wide\.npz .* has 1500 test rows where narrow\.npz .* has 2000\. Compare representations of the same inputs/,
  )
  expect(await refusal(ids.slice(1), cka)).toMatch(/Give 2 to 30/)
  expect(await refusal(ids, [{ measure: 'cka', seed: 1 }])).toMatch(/input\.measures\[0\]: cka compares all/)
  expect(await refusal([...ids, 'nothing'], cka)).toMatch(/"nothing" is not an id/)
  expect(await refusal(ids, [{ measure: 'svcca', options: { variance: 2 } }])).toMatch(
    /^variance 2 is out of range/,
  )
  expect(await refusal(ids, [{ measure: 'cosine' }])).toMatch(/No comparison is named "cosine"/)
})
