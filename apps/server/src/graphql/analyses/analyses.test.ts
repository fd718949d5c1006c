import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Lab } from '@mitoscope/lab'
import { openTestLab, putRepresentation } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { parse, subscribe } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '@mitoscope/lab'
import { startServer, type RunningServer } from '../../start-server.ts'
import { buildSchema } from '../build-schema.ts'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

const golden = new URL('../../../../../tests/golden/', import.meta.url)
const archive = fileURLToPath(new URL('reference/mnist-mlp-w64.npz', golden))
const truth = JSON.parse(readFileSync(archive.replace('.npz', '.json'), 'utf8'))
const long = { timeout: 240_000, interval: 250 }

let lab: Lab
let worker: Worker
let server: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  worker = await startWorker(lab, { devices: ['cpu'] })
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server.close()
  await worker.stop()
  await lab.close()
})

async function done(id: string, fields = 'state') {
  const query = `query ($id: ID!) { analysis(id: $id) { state failure { code message } ${fields} } }`
  await expect
    .poll(async () => (await ask(lab, query, { id })).data.analysis.state, long)
    .toMatch(/FINISHED|FAILED|CANCELLED/)
  const { data, errors } = await ask(lab, query, { id })
  expect(errors).toEqual([])
  return data.analysis
}

async function start(input: object) {
  const mutation =
    'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id state } } }'
  const { data, errors } = await ask(lab, mutation, { input })
  return { analysis: data?.startAnalysis.analysis as { id: string; state: string }, errors }
}

test('the catalogue says enough for a form', async () => {
  const { data, errors } = await ask(
    lab,
    `{ measures { name version title summary shape needs
        options { name description kind minimum maximum default choices } }
       measure(name: "nothing") { name } }`,
  )
  expect(errors).toEqual([])
  expect(data.measure).toBeNull()
  expect(data.measures).toHaveLength(18)
  expect(data.measures[0]).toMatchObject({
    name: 'chunk-error',
    shape: 'CURVES',
    needs: ['labels.test', 'readout'],
  })
  expect(data.measures[0].options[1]).toMatchObject({ kind: 'CHOICE', default: 'ORIGINAL', minimum: null })
})

test('an analysis is asked for, followed, read, downloaded and compared', { timeout: 300_000 }, async () => {
  const input = await putRepresentation(lab, archive, { width: 64 })
  const run = toGlobalId('TrainingRun', input.runId)
  const { analysis, errors } = await start({ runId: run, measure: 'reconstruction' })
  expect(errors).toEqual([])
  const states: string[] = []
  const ended = new AbortController()
  const updates = (await subscribe({
    schema: await buildSchema(),
    document: parse('subscription ($id: ID!) { analysisUpdated(id: $id) { state } }'),
    contextValue: { lab, actor: localActor, ended: ended.signal },
    variableValues: { id: analysis.id },
  })) as AsyncIterableIterator<{ data: any; errors?: unknown }>
  for await (const { data } of updates) {
    states.push(data.analysisUpdated.state)
    if (states.at(-1) === 'FINISHED' || states.at(-1) === 'FAILED') break
  }
  ended.abort()
  expect(states.at(-1)).toBe('FINISHED')
  const found = await done(
    analysis.id,
    `measure definition { title } version options seed sizes question warnings { code message }
     provenance { inputHash backend device kernels precision resolution seed draws }
     scalars { id: name label: title value low high } resultUrl
     arrays { name dtype shape columns npyUrl csvUrl }
     project { id } run { id analyses(states: [FINISHED]) { id } analysisCount none: analysisCount(measures: ["none"]) scalar(measure: "reconstruction", name: "none") { value } }
     curve(name: "r2") { id: name mean sem n } absent: curve(name: "none") { name } scalar(name: "none") { value }
     representation { analyses(filter: { measure: { eq: "reconstruction" } }) { nodes { id } } } job { state kind }
     createdAt updatedAt startedAt finishedAt deletedAt
     result { ... on CurvesResult { sizes floors { id: name label: title values } curves { id: name label: title mean std sem ci95 n } } }`,
  )
  expect(found).toMatchObject({
    measure: 'reconstruction',
    provenance: { inputHash: input.inputHash, draws: 3 },
    run: { id: run, analyses: [{ id: analysis.id }], analysisCount: 1, none: 0 },
    representation: { analyses: { nodes: [{ id: analysis.id }] } },
    job: { state: 'FINISHED', kind: 'ANALYZE' },
    deletedAt: null,
  })
  const curve = found.result.curves.find(({ id }: { id: string }) => id === 'r2')
  const { id, mean, sem, n } = curve
  expect(found.curve).toEqual({ id, mean, sem, n })
  expect([found.absent, found.scalar, found.run.scalar]).toEqual([null, null, null])
  truth.draws.r2.forEach((row: number[], i: number) => {
    const mean = row.reduce((a, b) => a + b) / row.length
    expect(curve.mean[i]).toBeCloseTo(mean, 5)
    expect(curve.sem[i]).toBeCloseTo(curve.std[i] / Math.sqrt(curve.n[i]), 12)
  })

  const array = found.arrays.find(({ name }: { name: string }) => name === 'r2')
  expect(array.shape).toEqual([7, 3])
  const csv = await fetch(server.url + array.csvUrl)
  expect(csv.headers.get('content-type')).toContain('text/csv')
  expect((await csv.text()).split('\n')).toHaveLength(9)
  const npy = await fetch(server.url + array.npyUrl)
  expect((await npy.arrayBuffer()).byteLength).toBe(128 + 8 * 21)
  const whole = (await (await fetch(server.url + found.resultUrl)).json()) as { measure: string }
  expect(whole.measure).toBe('reconstruction')
  expect((await fetch(`${server.url}${array.csvUrl}x`)).status).toBe(403)
  expect((await fetch(server.url + array.csvUrl.replace('r2.csv', 'sizes.csv'))).status).toBe(403)
  expect((await fetch(server.url + array.csvUrl.replace(/r2\.csv.*/, 'nothing.csv'))).status).toBe(404)

  const compared = await ask(
    lab,
    `query ($input: CompareAnalysesInput!) { compareAnalyses(input: $input) {
       sizes runs { width seed run { id } analysis { id } curves { id: name n } } widths { width runs curves { id: name mean n } } } }`,
    { input: { measure: 'reconstruction', runIds: [run] } },
  )
  expect(compared.errors).toEqual([])
  expect(compared.data.compareAnalyses).toMatchObject({
    sizes: found.result.sizes,
    runs: [{ width: 64, run: { id: run }, analysis: { id: analysis.id } }],
    widths: [{ width: 64, runs: 1 }],
  })
  expect(compared.data.compareAnalyses.widths[0].curves[0].mean).toEqual(curve.mean)
})

const shapes = {
  'residual-pairs': '... on MatrixResult { size step downSampled labels values pairs { a b value p } summary { id: name value } }',
  groups:
    '... on PartitionResult { compared between groups { neurons r2 testError trainError } summary { id: name label: title value low high } }',
  'decay-law': '... on FitResult { parameters { id: name value } points { x y used } line { x y } verdict }',
  'critical-width': '... on ScalarsResult { scalars { id: name label: title value low high } }',
} // prettier-ignore

test('every shape of result is read, listed, deleted and restored', { timeout: 300_000 }, async () => {
  const { runId } = await putRepresentation(lab, archive, { width: 64 })
  const runs = [toGlobalId('TrainingRun', runId)]
  const started = await ask(
    lab,
    'mutation ($input: StartAnalysesInput!) { startAnalyses(input: $input) { analyses { id measure } } }',
    { input: { runIds: runs, analyses: Object.keys(shapes).map((measure) => ({ measure })) } },
  )
  expect(started.errors).toEqual([])
  for (const { id, measure } of started.data.startAnalyses.analyses) {
    const found = await done(
      id,
      `result { ${shapes[measure as keyof typeof shapes]} } arrays { name } scalars { id: name value }`,
    )
    expect(found, measure).toMatchObject({ state: 'FINISHED' })
    expect(found.scalars.length, measure).toBeGreaterThan(0)
  }
  const list = (args: string) =>
    ask(lab, `query ($runs: [ID!]!) { analyses(${args}) { totalCount pageInfo { hasNextPage } nodes { id measure } } }`, { runs }) // prettier-ignore
  const all = await list('filter: { runId: { in: $runs } }, orderBy: [{ field: MEASURE }], first: 2')
  expect(all).toMatchObject({
    errors: [],
    data: { analyses: { totalCount: 4, pageInfo: { hasNextPage: true }, nodes: [{ measure: 'critical-width' }, { measure: 'decay-law' }] } },
  }) // prettier-ignore
  const [first] = all.data.analyses.nodes
  const narrow = await list(
    `filter: { runId: { in: $runs }, state: { eq: FINISHED }, OR: [{ measure: { eq: "decay-law" }, NOT: {} },
      { measure: { contains: "WIDTH" }, options: { threshold: 0.99 }, scalars: [{ name: "criticalSize", value: { gt: 0 } }] }] },
     orderBy: [{ scalar: "criticalSize", direction: DESC }]`,
  )
  expect(narrow).toMatchObject({ errors: [], data: { analyses: { totalCount: 1 } } })
  for (const [verb, deleted, count] of [
    ['Delete', 'ONLY', 1],
    ['Restore', 'ONLY', 0],
  ] as const) {
    // prettier-ignore
    const command = `mutation ($input: ${verb}AnalysisInput!) { ${verb.toLowerCase()}Analysis(input: $input) { analysis { id deletedAt } } }`
    expect((await ask(lab, command, { input: { id: first.id } })).errors).toEqual([])
    const left = await list(`filter: { runId: { in: $runs } }, deleted: ${deleted}`)
    expect(left.data.analyses.totalCount).toBe(count)
  }
})

test('a wrong request and a failed analysis say why', { timeout: 300_000 }, async () => {
  const good = await putRepresentation(lab, archive, { width: 64 })
  const representationId = toGlobalId('Representation', good.id)
  expect(
    (await start({ representationId, measure: 'critical-width', options: { threshold: 2 } })).errors,
  ).toEqual(['threshold 2 is out of range. Give a number from 0.5 to 0.999999.'])
  expect(
    (await start({ representationId: toGlobalId('Representation', randomUUID()), measure: 'groups' }))
      .errors[0],
  ).toMatch(/There is no representation/)
  const bytes = new TextEncoder().encode('not an archive at all')
  const broken = await putRepresentation(lab, { name: 'broken.npz', bytes }, { width: 64 })
  const { analysis } = await start({ runId: toGlobalId('TrainingRun', broken.runId), measure: 'groups' })
  const failed = await done(analysis.id, 'job { state attempt }')
  expect(failed).toMatchObject({
    state: 'FAILED',
    failure: { code: 'BAD_INPUT' },
    job: { state: 'FAILED', attempt: 1 },
  })
  expect(failed.failure.message).toContain('broken.npz')
  const retry =
    'mutation ($input: RetryAnalysisInput!) { retryAnalysis(input: $input) { analysis { state } } }'
  const again = await ask(lab, retry, { input: { id: analysis.id } })
  expect(again.errors).toEqual([])
  await done(analysis.id)
})

test('analyses are followed together, until all of them have ended', { timeout: 300_000 }, async () => {
  const input = await putRepresentation(lab, archive, { width: 64 })
  const project = toGlobalId('Project', input.projectId)
  const measures = ['reconstruction', 'critical-width']
  const started = await Promise.all(
    measures.map((measure) => start({ runId: toGlobalId('TrainingRun', input.runId), measure })),
  )
  const ids = started.map(({ analysis }) => analysis.id as string)
  const absent = toGlobalId('Analysis', randomUUID())
  const follow = async (variableValues: object) =>
    (await subscribe({
      schema: await buildSchema(),
      document: parse(
        'subscription ($project: ID!, $ids: [ID!]) { analysesUpdated(projectId: $project, ids: $ids) { current analyses { id state } gone } }',
      ),
      contextValue: { lab, actor: localActor },
      variableValues: { project, ...variableValues },
    })) as AsyncIterableIterator<{ data: any; errors?: unknown }> & { errors?: readonly Error[] }
  const states = new Map<string, string>()
  const seen: any[] = []
  for await (const { data } of await follow({ ids: [...ids, absent] })) {
    seen.push(data.analysesUpdated)
    for (const { id, state } of data.analysesUpdated.analyses) states.set(id, state)
  }
  expect(seen[0]).toMatchObject({ current: true, gone: [absent] })
  expect(seen[0].analyses).toHaveLength(2)
  expect(seen.slice(1).some(({ current }) => current)).toBe(false)
  expect(ids.map((id) => states.get(id))).toEqual(['FINISHED', 'FINISHED'])
  // All have ended before: one message, and the end.
  const again = await follow({ ids })
  expect((await again.next()).value.data.analysesUpdated.analyses).toHaveLength(2)
  expect((await again.next()).done).toBe(true)
  // Nothing of the project runs, and it stays open.
  const open = await follow({})
  expect((await open.next()).value.data.analysesUpdated).toEqual({ current: true, analyses: [], gone: [] })
  await open.return!()
  const many = await follow({ ids: Array.from({ length: 501 }, () => absent) })
  expect(many.errors![0].message).toContain('ids: 501 are more than 500')
})
