import { randomUUID } from 'node:crypto'
import { localActor, type Lab } from '@mitoscope/lab'
import { openTestLab, putRepresentation } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

let lab: Lab
let server: RunningServer
let model: string

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  await lab.db.insertInto('project').values({ id: randomUUID(), name: 'wide' }).execute()
  const { id: projectId } = await lab.db.selectFrom('project').select('id').executeTakeFirstOrThrow()
  const modelId = randomUUID()
  model = 'mlp'
  const row = { id: modelId, projectId, name: model, architecture: 'mlp', dataset: 'mnist' }
  await lab.db.insertInto('model').values(row).execute()
  for (const [seed, groups] of [2, 2.02].entries()) {
    const file = { name: 'layer.npz', bytes: new Uint8Array([seed]) }
    const input = await putRepresentation(lab, file, { projectId, modelId, width: 64, seed })
    const id = randomUUID()
    await lab.db
      .insertInto('analysis')
      .values({
        id,
        projectId,
        runId: input.runId,
        representationId: input.id,
        measure: 'critical-width',
        version: 3,
        options: JSON.stringify({ draws: 40, threshold: 0.99 }),
        seed: 0,
        question: id,
        state: 'finished',
        scalars: JSON.stringify({ groups }),
        createdBy: localActor.userId,
      })
      .execute()
  }
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const claims = (...args: string[]) => runMitoscope(['claims', ...args, '--server', server.url])
const own = () => ['--project', 'wide', '--add', 'Wide layers split.', '--model', model]

test('a claim is added, judged and listed by its verdict', async () => {
  const added = await claims(...own(), '--above', '1.5', '--from-width', '64')
  expect(added.stdout).toMatch(
    /^AGREES: Wide layers split\.\n {2}of the model mlp in wide\n {2}rule: the mean over seeds of groups \(critical-width\) is above 1\.5 at each width from 64 and each weight decay\n {2}reason: .+ above 1\.5 at width 64, weight decay 0: .+\n {2}width 64, weight decay 0: 2\.0 \[1\.8, 2\.2\]\n {2}id: \S+\n$/,
  )
  const listed = await claims()
  expect(listed.stdout).toBe(added.stdout)
  expect((await claims('--verdict', 'disagrees')).stdout).toMatch(/^No claims match\./)
  expect((await claims('--turned')).stdout).toMatch(/^No claims match\./)
  // Both runs become the same seed: any change of a run has the claim judged again.
  await lab.db
    .updateTable('analysis')
    .set({ scalars: JSON.stringify({ groups: 1 }) })
    .execute()
  await lab.db.updateTable('trainingRun').set({ seed: 0 }).execute()
  const id = Buffer.from(`TrainingRun:${(await lab.db.selectFrom('trainingRun').select('id').executeTakeFirstOrThrow()).id}`).toString('base64url') // prettier-ignore
  const rename = `mutation { updateRun(input: { id: "${id}", notes: "again" }) { run { id } } }`
  await runMitoscope(['query', rename, '--server', server.url])
  await expect
    .poll(async () => (await claims('--turned')).stdout, { timeout: 30_000, interval: 500 })
    .toMatch(
      /^CANNOT TELL: Wide layers split\.[^]*one seed[^]*turned \S+ \S+ UTC, before: agrees\n {2}id: \S+\n$/,
    )
  const [, claimId] = /id: (\S+)/.exec(listed.stdout)!
  expect((await claims('--delete', claimId)).stdout).toBe(`${claimId} is deleted.\n`)
  expect((await claims()).stdout).toMatch(/^No claims match\./)
})

test.each([
  [() => ['--above', '2'], /--above belongs to a new claim: say what it is with --add "SENTENCE"/],
  [() => own(), /exactly one of --above X and --below X/],
  [() => [...own(), '--above', '1', '--below', '2'], /exactly one of --above X and --below X/],
  [() => [...own(), '--above', 'many'], /Give a number/],
  [() => ['--project', 'none'], /there is no project "none"/],
  [() => ['--project', 'wide', '--add', 'So.', '--model', 'no', '--above', '1'], /has no model "no"/],
  [() => [...own(), '--above', '1', '--measure', 'no'], /There is no measure "no"/],
  [
    () => [...own(), '--above', '1', '--scalar', 'grups'],
    /analyses by critical-width have no number "grups".*Choose one of groups/,
  ],
  [() => ['--delete', 'x', '--turned'], /--delete takes a claim's id and nothing else: leave --turned out/],
  [() => ['--delete', 'x'], /"x" is not an id/],
])('%# what cannot be meant says so', async (args, message) => {
  const { code, stderr } = await claims(...args())
  expect(code).not.toBe(0)
  expect(stderr).toMatch(message)
})
