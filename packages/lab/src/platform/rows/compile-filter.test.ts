import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { listAuditEvents } from '../../records/audit/find-audit-events.ts'
import { listAnalyses } from '../../records/analyses/find-analyses.ts'
import { listJobs } from '../../records/jobs/list-jobs.ts'
import type { Lab } from '../lab/lab.ts'
import { listModelsOf, type ModelFilter } from '../../records/models/list-models.ts'
import { listPairComparisons } from '../../records/pair-comparisons/find-pair-comparisons.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { listProjects } from '../../records/projects/list-projects.ts'
import { listSweeps } from '../../records/sweeps/find-sweeps.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'

let lab: Lab
let projectId: string

beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'Vision' })).id
  await createProject(lab, localActor, { name: 'language' })
  const names = ['ResNet wide', 'resnet narrow', 'dense']
  const values = names.map((name) => ({
    id: randomUUID(),
    projectId,
    name,
    architecture: name.split(' ')[0].toLowerCase(),
    dataset: 'mnist',
  }))
  await lab.db
    .insertInto('model')
    .values(values as never)
    .execute()
})
afterAll(() => lab.close())

const lists = {
  analyses: (filter: object) => listAnalyses(lab, localActor, { filter }),
  'audit events': (filter: object) =>
    listAuditEvents(lab, localActor, {
      filter: JSON.parse(JSON.stringify(filter).replaceAll('createdAt', 'at')),
    }),
  jobs: (filter: object) => listJobs(lab, localActor, { filter }),
  models: async (filter: object) => (await listModelsOf(lab, localActor, [null], { filter }))[0],
  'pair comparisons': (filter: object) => listPairComparisons(lab, localActor, { filter }),
  projects: (filter: object) => listProjects(lab, localActor, { filter }),
  sweeps: (filter: object) => listSweeps(lab, localActor, { filter }),
}

test.each(Object.entries(lists))(
  'too many conditions on %s are refused, and never taken for conditions that nothing meets',
  async (_, list) => {
    const filter = { NOT: Array.from({ length: 201 }, () => ({ createdAt: { lt: '2000-01-01' } })) }
    await expect(list(filter)).rejects.toThrow('filter: more than 200 conditions')
    await expect(list({ AND: [filter] })).rejects.toThrow('filter: more than 200 conditions')
    expect((await list({ NOT: filter.NOT.slice(2) })).nodes).toBeDefined()
  },
)

test('models and projects are found by filters within filters', async () => {
  const names = async (filter: ModelFilter) => (await lists.models(filter)).nodes.map(({ name }) => name)
  expect(await names({ name: { startsWith: 'resnet' } })).toEqual(['resnet narrow', 'ResNet wide'])
  expect(await names({ OR: [{ name: { eq: 'dense' } }, { name: { contains: 'WIDE' } }] })).toEqual([
    'dense',
    'ResNet wide',
  ])
  expect(await names({ NOT: [{ architecture: { eq: 'resnet' } }] })).toEqual(['dense'])
  expect(await names({ OR: [] })).toEqual([])
  expect(await names({ createdAt: { gt: new Date(Date.now() + 60_000) } })).toEqual([])
  const projects = await lists.projects({ NOT: [{ name: { startsWith: 'VIS' } }] })
  expect(projects.nodes.map(({ name }) => name)).toEqual(['language'])
})
