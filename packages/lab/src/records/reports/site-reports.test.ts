import { randomUUID } from 'node:crypto'
import { encodeSafetensors } from '@mitoscope/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { aggregateScopes } from '../aggregates/aggregate-scopes.ts'
import { computeJobs } from '../analyses/testing/compute-jobs.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { findReportRuns } from './find-report-runs.ts'
import { defaultSettings } from './report-settings.ts'
import { findSiteReports } from './site-reports.ts'
import { startReport } from './start-report.ts'

let lab: Lab
const [sweepId, projectId, modelId] = [randomUUID(), randomUUID(), randomUUID()]
const runs = new Map<number, string>()
beforeAll(async () => {
  lab = await openTestLab()
  await lab.db.insertInto('project').values({ id: projectId, name: 'sites' }).execute()
  const model = { id: modelId, projectId, name: 'resnet', architecture: 'resnet', dataset: 'cifar10' }
  await lab.db.insertInto('model').values(model).execute()
  const sweep = { id: sweepId, projectId, modelId, name: 'widths', config: toJson({}) }
  await lab.db.insertInto('sweep').values(sweep).execute()
  for (const width of [8, 16]) runs.set(width, (await put(width, 'block', width / 2)).runId)
})
afterAll(() => lab.close())

test('a report is on the only site there is, then on the last hidden layer, with those on others beside it', async () => {
  await report()
  expect(await reports()).toEqual({ own: ['block', [4, 8]], beside: [] })
  for (const width of runs.keys()) await put(width, 'last-hidden', width)
  await report()
  expect(await reports()).toEqual({ own: ['last-hidden', [8, 16]], beside: [['block', [4, 8]]] })
  await report('block')
  expect(await reports()).toEqual({ own: ['last-hidden', [8, 16]], beside: [['block', [4, 8]]] })
  const [[usual, block]] = await aggregateScopes(
    lab,
    localActor,
    [{ model: modelId, width: 8 }],
    [{ kind: 'groups' }, { kind: 'groups', site: 'block' }],
  )
  const { own, others } = await read()
  expect(usual.mean).toBe(own.series[0].runs[0].groups)
  expect(block.mean).toBe(others[0].series[0].runs[0].groups)
})

test('a report on a site that no run has is rejected with the sites that there are', async () => {
  await expect(startReport(lab, localActor, { sweepId, site: 'stem' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(
      /representation of the site "stem"; they have some of "block", "last-hidden"/,
    ),
  })
})

test('a layer that is as wide in every run is not reported on, since its runs would pass for seeds', async () => {
  for (const width of runs.keys()) await put(width, 'embedding', 6)
  const settings = { ...defaultSettings, site: 'embedding' }
  await expect(findReportRuns(lab.db, sweepId, settings)).rejects.toThrow(
    /"embedding" has 6 neurons in runs of width (8 and of width 16|16 and of width 8)/,
  )
})

async function report(site?: string) {
  await startReport(lab, localActor, { sweepId, site, draws: 4 })
  await computeJobs(lab)
}

async function read() {
  const { report: own } = await lab.db
    .selectFrom('sweep')
    .select('report')
    .where('id', '=', sweepId)
    .executeTakeFirstOrThrow()
  return { own: own!, others: (await findSiteReports(lab, [sweepId])).get(sweepId) ?? [] }
}

async function reports() {
  const { own, others } = await read()
  const describe = ({ site, series }: typeof own) => [site, series.flatMap(({ runs: each }) => each.map(({ width }) => width))] // prettier-ignore
  return { own: describe(own), beside: others.map(describe) }
}

/** Stores a layer of the run of a width, and the run with the first one. */
function put(width: number, site: string, neurons: number) {
  const values = Float32Array.from({ length: 40 * neurons }, (_, i) => Math.sin(i * i + width))
  const tensors = [{ name: 'features.test', shape: [40, neurons], values }]
  const bytes = Buffer.concat([...encodeSafetensors(tensors)])
  const file = { name: `${site}.safetensors`, bytes }
  return putRepresentation(lab, file, { projectId, modelId, sweepId, runId: runs.get(width), width, neurons, site }) // prettier-ignore
}
