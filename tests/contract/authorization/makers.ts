import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { putRepresentation } from '@mitoscope/lab/testing'
import { accept, recordId, type World } from './world.ts'

let count = 0
/** A name that nothing has. */
export const fresh = (name: string) => `${name}-${++count}`

/** An account of its own, in no project. */
export async function makeUser({ lab }: World): Promise<{ readonly id: string; readonly email: string }> {
  const id = crypto.randomUUID()
  const email = `${fresh('somebody')}@example.org`
  await lab.db.insertInto('authUser').values({ id, name: 'Somebody', email, emailVerified: true }).execute()
  return { id: Buffer.from(`User:${id}`).toString('base64url'), email }
}

/** One who is a viewer of the project. */
export async function makeMember(world: World) {
  const user = await makeUser(world)
  await world.must(
    'admin',
    'mutation ($input: AddMemberInput!) { addMember(input: $input) { member { role } } }',
    {
      input: { projectId: world.project, email: user.email, role: 'VIEWER' },
    },
  )
  return user
}

const archive = fileURLToPath(new URL('../../golden/reference/mnist-mlp-w64.npz', import.meta.url))
export const measure = 'reconstruction'
const toGlobalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url')

/** A project of the same people as the shared one. */
export async function makeProject({ lab, project, must }: World, deleted = false): Promise<string> {
  const { createProject } = await must(
    'siteAdmin',
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name: fresh('project') } },
  )
  const id = createProject.project.id as string
  const members = await lab.db
    .selectFrom('projectMember')
    .selectAll()
    .where('projectId', '=', recordId(project))
    .execute()
  await lab.db.deleteFrom('projectMember').where('projectId', '=', recordId(id)).execute()
  await lab.db
    .insertInto('projectMember')
    .values(members.map(({ userId, role }) => ({ projectId: recordId(id), userId, role })))
    .execute()
  if (deleted)
    await must('admin', 'mutation ($id: ID!) { deleteProject(input: { id: $id }) { project { id } } }', {
      id,
    })
  return id
}

export function newModel(projectId: string) {
  return { projectId, name: fresh('model'), architecture: 'mlp', dataset: 'mnist' }
}

export async function makeModel({ project, must }: World): Promise<string> {
  const { createModel } = await must(
    'editor',
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
    { input: newModel(project) },
  )
  return createModel.model.id as string
}

export async function makeRun(world: World): Promise<string> {
  const { createRun } = await world.must(
    'editor',
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId: await makeModel(world), width: 8, tags: ['made'] } },
  )
  return createRun.run.id as string
}

export function newSweep(project: string) {
  const settings = { trainSize: 100, testSize: 100, epochs: 1, widths: [4], seeds: [0] }
  return { projectId: project, modelName: fresh('model'), name: fresh('sweep'), settings }
}

/** A sweep of one run, whose job waits: nobody works. */
export async function makeSweep({ lab, project, must }: World) {
  const { startSweep } = await must(
    'editor',
    'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
    { input: newSweep(project) },
  )
  const sweep = startSweep.sweep.id as string
  const { runId, jobId } = await lab.db
    .selectFrom('trainingRun')
    .innerJoin('job', 'job.subjectId', 'trainingRun.id')
    .select(['trainingRun.id as runId', 'job.id as jobId'])
    .where('sweepId', '=', recordId(sweep))
    .executeTakeFirstOrThrow()
  return { sweep, run: toGlobalId('TrainingRun', runId), job: toGlobalId('Job', jobId) }
}

/** The representation of a finished run, of a sweep if one is given. */
export async function makeRepresentation(world: World, sweep?: string) {
  const made = await putRepresentation(world.lab, archive, {
    projectId: recordId(world.project),
    modelId: recordId(await makeModel(world)),
    sweepId: sweep && recordId(sweep),
    width: 64,
    seed: ++count,
  })
  return { id: toGlobalId('Representation', made.id), run: toGlobalId('TrainingRun', made.runId) }
}

/** A checkpoint of a run, with a file. */
export async function makeCheckpoint(world: World, run: string): Promise<string> {
  const id = crypto.randomUUID()
  const { id: representation } = await makeRepresentation(world)
  const { blobHash } = await world.lab.db
    .selectFrom('representation')
    .select('blobHash')
    .where('id', '=', recordId(representation))
    .executeTakeFirstOrThrow()
  await world.lab.db
    .insertInto('checkpoint')
    .values({ id, runId: recordId(run), epoch: 1, blobHash })
    .execute()
  return toGlobalId('Checkpoint', id)
}

/** An analysis that waits. */
export async function makeAnalysis(world: World): Promise<string> {
  const { startAnalysis } = await world.must(
    'editor',
    'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
    { input: { measure, seed: ++count, representationId: (await makeRepresentation(world)).id } },
  )
  return startAnalysis.analysis.id as string
}

/** Headers of a new session of an account that has no password yet: by the link that resets it. */
export async function signInAs(world: World, email: string): Promise<Record<string, string>> {
  const { users } = await world.must('siteAdmin', '{ users(first: 500) { nodes { id email } } }')
  const { id } = users.nodes.find((user: { email: string }) => user.email === email)
  const { resetPassword } = await world.must(
    'siteAdmin',
    'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { link } }',
    { input: { id } },
  )
  return { cookie: await accept(world.url, resetPassword.link as string, 'Somebody') }
}

/** An announced file of three letters. */
export async function makeUpload(world: World): Promise<string> {
  const sha256 = createHash('sha256').update('abc').digest('hex')
  const input = { runId: await makeRun(world), fileName: 'abc.npz', bytes: 3, sha256 }
  const { createUpload } = await world.must(
    'editor',
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id } } }',
    { input },
  )
  return createUpload.upload.id as string
}

export const logLoss = 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }'

export function newBatch(runId: string) {
  return { batches: [{ runId, key: fresh('batch'), points: [{ name: 'loss', step: ++count, value: 0.5 }] }] }
}

/** A run with a metric. */
export async function makeLoggedRun(world: World): Promise<string> {
  const id = await makeRun(world)
  await world.must('editor', logLoss, { input: newBatch(id) })
  return id
}

/** A model at the width of a run that it has. */
export async function makeWidth(world: World): Promise<string> {
  const { run } = await world.must(
    'editor',
    'query ($id: ID!) { run(id: $id) { model { widths { id } } } }',
    {
      id: await makeRun(world),
    },
  )
  return run.model.widths[0].id as string
}
