import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localActor, logMetrics, type Actor, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab } from '@mitoscope/lab/testing'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toGlobalId } from '../graphql/global-id.ts'
import { answerErrors } from '../http/answer-errors.ts'
import { startServer, type RunningServer } from '../start-server.ts'
import { exportRoutes } from './export-routes.ts'

const long = Array.from({ length: 20_000 }, (_, i) => i * 3)

let lab: Lab
let server: RunningServer
const runs: { runId: string; projectId: string }[] = []
beforeAll(async () => {
  lab = await openTestLab()
  runs.push(await makeRun(lab))
  while (runs.length < 120) runs.push(await makeRun(lab, runs[0].projectId))
  for (const [i, { runId }] of runs.entries()) {
    const short = { name: 'short "quoted"', steps: [1, 2, 9], values: [i, null, 1 / 3] }
    const series = i === 0 ? [short, { name: 'long', steps: long, values: long.map(Math.sin) }] : [short]
    await logMetrics(lab, localActor, [{ runId, series }])
  }
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
})

const idOf = (i: number) => toGlobalId('TrainingRun', runs[i].runId)
const get = (query: string, init: RequestInit = {}) =>
  fetch(`${server.url}/export/metrics.ndjson?${query}`, init)
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as any)

test('every point of a run comes as the API says it, and the last line counts them', async () => {
  const response = await get(`run=${idOf(0)}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  const lines = linesOf(await response.text())
  expect(lines.pop()).toEqual({ end: { points: 20_003, series: 2, runs: 1 } })
  const head = { run: idOf(0), metric: 'long' }
  expect(lines.slice(0, 20_000)).toEqual(long.map((step) => ({ ...head, step, value: Math.sin(step) })))
  expect(lines.slice(20_000).map(({ metric, step, value }) => [metric, step, value])).toEqual([
    ['short "quoted"', 1, 0],
    ['short "quoted"', 2, null],
    ['short "quoted"', 9, 1 / 3],
  ])
})

test('runs of a project, each once, and some metrics only', async () => {
  const project = toGlobalId('Project', runs[0].projectId)
  const metrics = `metric=${encodeURIComponent('short "quoted"')}&metric=none`
  const lines = linesOf(
    await (await get(`run=${idOf(5)}&run=${idOf(5)}&project=${project}&${metrics}`)).text(),
  )
  expect(lines.pop()).toEqual({ end: { points: 360, series: 120, runs: 120, missingMetrics: ['none'] } })
  expect(new Set(lines.map(({ run }) => run))).toEqual(new Set(runs.map((_, i) => idOf(i))))
  expect(lines[0].run).toBe(idOf(5))
  const nothing = await get(`run=${idOf(5)}&metric=none`)
  expect(linesOf(await nothing.text())).toEqual([
    { end: { points: 0, series: 0, runs: 0, missingMetrics: ['none'] } },
  ])
  expect((await get(`run=${idOf(0)}`, { method: 'HEAD' })).status).toBe(200)
})

const absent = '00000000-0000-0000-0000-000000000000'
const [absentRun, absentProject] = [toGlobalId('TrainingRun', absent), toGlobalId('Project', absent)]

test.each([
  ['', 400, 'Neither run nor project'],
  ['runs=a', 400, 'is not a parameter of the export'],
  ['run=a', 400, 'is not the id of a run'],
  [`project=${toGlobalId('TrainingRun', '0')}`, 400, 'is not the id of a project'],
  [`run=${absentRun}`, 404, `There is no run ${absentRun}`],
  [`project=${absentProject}`, 404, `There is no project ${absentProject}`],
  ['project=a&project=b', 400, 'given 2 times'],
])('%s is answered with %i', async (query, status, text) => {
  const response = await get(query)
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(text)])
})

/** Requests a query as the actor that `find` returns, or as nobody. */
async function askAs(find: () => Actor | undefined, query: string): Promise<[number, string]> {
  const app = express().set('query parser', 'simple')
  app.use(exportRoutes(lab, async () => find()))
  app.use(answerErrors(lab.log))
  const own = createServer(app)
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = own.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/export/metrics.ndjson?${query}`)
    return [response.status, await response.text()]
  } finally {
    own.close()
  }
}

test('others read what they may read, for as long as they may', async () => {
  const { projectId } = runs[0]
  const member: Actor = { ...localActor, projects: new Map([[projectId, 'viewer']]), siteAdmin: false }
  const project = `project=${toGlobalId('Project', projectId)}`
  expect(await askAs(() => undefined, project)).toEqual([401, expect.stringContaining('UNAUTHENTICATED')])
  const stranger = { ...member, projects: new Map() }
  expect(await askAs(() => stranger, project)).toEqual([404, expect.stringContaining('NOT_FOUND')])
  expect(await askAs(() => stranger, `run=${idOf(1)}`)).toEqual([404, expect.stringContaining('NOT_FOUND')])
  const [status, whole] = await askAs(() => member, project)
  expect([status, linesOf(whole).at(-1).end.runs]).toEqual([200, 120])
  let asked = 0
  const [begun, cut] = await askAs(() => (asked++ < 3 ? member : undefined), project)
  expect([begun, linesOf(cut).at(-1)]).toEqual([
    200,
    { error: { code: 'UNAUTHENTICATED', message: expect.any(String) } },
  ])
  expect(linesOf(cut).length).toBeGreaterThan(100)
})
