import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject, findSweep, type Lab, localActor, startSweep } from '@mitoscope/lab'
import { openTestLab, tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { type RunningServer, startServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstQueries } from './present-default-sweep.ts'

const operations = new URL('../../../../schema/operations/', import.meta.url)
const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
let lab: Lab
let server: RunningServer
let worker: Worker

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  worker = await startWorker(lab, { devices: ['cpu:0'], dataFolder })
})
afterAll(async () => {
  await worker.stop()
  await server.close()
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
}, 300_000)

async function ask(query: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: any; errors?: unknown }
}

test('the first queries are operations of the schema', () => {
  const files = ['all-models', 'widest-runs', 'sweeps']
  const texts = files.map((file) => readFileSync(new URL(`${file}.graphql`, operations), 'utf8'))
  const onOneLine = texts.map((text) => text.replaceAll(/^#.*|^query \w+ /gm, '').replaceAll(/\s+/g, ' '))
  expect(onOneLine.map((text) => text.trim())).toEqual(firstQueries)
})

test(
  'a lab answers the first queries before, during and after its first sweep',
  { timeout: 600_000 },
  async () => {
    const all = async () => {
      const answers = await Promise.all(firstQueries.map(ask))
      for (const { errors } of answers) expect(errors).toBeUndefined()
      return answers.map(({ data }) => data)
    }
    await all()
    const { id: projectId } = await createProject(lab, localActor, { name: 'first' })
    const config = { ...tinySweep, seeds: [0, 1], contrasts: [] }
    const analyses = [{ measure: 'critical-width', options: { draws: 5 } }]
    const { id } = await startSweep(lab, localActor, { projectId, name: 'tiny', config, analyses })
    await all()
    const isReported = async () => (await findSweep(lab, localActor, id))?.report
    await expect.poll(isReported, { timeout: 550_000, interval: 500 }).toBeTruthy()
    const [{ models }, { runs }, { sweeps }] = await all()
    expect(models.nodes[0].widths.map(({ width, runCount }: any) => [width, runCount])).toEqual(
      tinySweep.widths.map((width) => [width, 2]),
    )
    expect(models.nodes[0].widths[0]).toMatchObject({
      testError: { mean: expect.any(Number), std: expect.any(Number) },
      groups: { mean: expect.any(Number) },
    })
    expect(runs.nodes[0]).toMatchObject({ state: 'FINISHED', metric: { last: expect.any(Number) } })
    expect(sweeps.nodes[0]).toMatchObject({ progress: { state: 'FINISHED', fraction: 1 } })
    expect(sweeps.nodes[0].report.series[0].sentence).toBeTypeOf('string')
  },
)
