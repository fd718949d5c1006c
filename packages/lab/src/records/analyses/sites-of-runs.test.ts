import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RunFilter } from '../runs/filter/run-filter.ts'
import { listRuns } from '../runs/list-runs.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { estimateAnalyses } from './estimate-analyses.ts'
import { findAnalysesOfRuns, listAnalyses } from './find-analyses.ts'
import { startAnalyses } from './start-analyses.ts'
import { putRepresentation, type PutRepresentation } from './testing/put-representation.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

let files = 0
const put = (given: Partial<PutRepresentation>) =>
  putRepresentation(lab, { name: 'x.npz', bytes: Buffer.from(`file ${files++}`) }, { width: 8, ...given })
const start = async (runIds: string[], site?: string) =>
  startAnalyses(lab, localActor, { runIds, site, analyses: [{ measure: 'reconstruction' }] })

test('of a run the last hidden layer is analysed, its only layer, or the one that is named', async () => {
  const block = await put({ site: 'block', neurons: 4, epoch: 1 })
  const { runId, projectId } = block
  expect(await start([runId])).toMatchObject([{ representationId: block.id }])
  const later = await put({ runId, projectId, site: 'block', neurons: 4, epoch: 2 })
  const stem = await put({ runId, projectId, site: 'stem', neurons: 2, epoch: 9 })
  const message = `The run ${runId} has no representation of the last hidden layer; it has some of "block", "stem".`
  await expect(start([runId])).rejects.toThrow(message)
  const estimate = await estimateAnalyses(lab, localActor, { runIds: [runId], analyses: [{ measure: 'reconstruction' }] }) // prettier-ignore
  expect(estimate.problem).toContain(message)
  const last = await put({ runId, projectId, epoch: 1 })
  expect(await start([runId])).toMatchObject([{ representationId: last.id }])
  expect(await start([runId], 'block')).toMatchObject([{ representationId: later.id, sizes: [1, 2, 4] }])
  expect(await start([runId], 'stem')).toMatchObject([{ representationId: stem.id }])
  await expect(start([runId], 'head')).rejects.toThrow('of the site "head"; it has some of "block", "last-hidden", "stem"') // prettier-ignore

  const ofSite = async (site: string) => {
    const { nodes } = await listAnalyses(lab, localActor, { projectId, filter: { site: { eq: site } } })
    return nodes.map(({ representationId }) => representationId).toSorted()
  }
  expect(await ofSite('block')).toEqual([block.id, later.id].toSorted())
  expect(await ofSite('last-hidden')).toEqual([last.id])
  const usual = await findAnalysesOfRuns(lab, localActor, [runId], { usualSite: true })
  expect(usual.get(runId)!.map(({ representationId }) => representationId)).toEqual([last.id])
  const named = await findAnalysesOfRuns(lab, localActor, [runId], { sites: ['stem'] })
  expect(named.get(runId)!.map(({ representationId }) => representationId)).toEqual([stem.id])
})

test('runs are found by the sites of their representations, and by numbers of one site', async () => {
  const first = await put({ site: 'attention.1' })
  const second = await put({ projectId: first.projectId, site: 'mlp' })
  const found = async (filter: RunFilter) =>
    (await listRuns(lab, localActor, { project: first.projectId }, { filter })).nodes.map(({ id }) => id)
  expect(await found({ site: { startsWith: 'attention' } })).toEqual([first.runId])
  expect(await found({ site: { eq: 'mlp' } })).toEqual([second.runId])
  const [analysis] = await start([first.runId])
  await lab.db
    .updateTable('analysis')
    .set({ state: 'finished', finishedAt: new Date(), scalars: JSON.stringify({ r2: 0.5 }) })
    .where('id', '=', analysis.id)
    .execute()
  const scalar = { measure: 'reconstruction', name: 'r2', value: { gt: 0.1 } }
  expect(await found({ scalars: [scalar] })).toEqual([first.runId])
  expect(await found({ scalars: [{ ...scalar, site: 'attention.1' }] })).toEqual([first.runId])
  expect(await found({ scalars: [{ ...scalar, site: 'last-hidden' }] })).toEqual([])
})
