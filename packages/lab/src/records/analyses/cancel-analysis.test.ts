import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { cancelJob } from '../jobs/cancel-job.ts'
import { findJobsOf } from '../jobs/find-jobs.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startWorker, type Worker } from '../../work/worker/start-worker.ts'
import { encodeNpyHeader } from '@mitoscope/formats'
import { deleteAnalysis, restoreAnalysis, retryAnalysis } from './change-analysis.ts'
import { findAnalyses } from './find-analyses.ts'
import { startAnalysis } from './start-analyses.ts'
import { putRepresentation } from './testing/put-representation.ts'

let lab: Lab
let worker: Worker
beforeAll(async () => {
  lab = await openTestLab()
  worker = await startWorker(lab, { devices: ['cpu:0'] })
})
afterAll(async () => {
  await worker.stop()
  await lab.close()
}, 300_000)

/** Returns noise, whose groups take many draws to tell apart. */
function noise(rows: number, width: number): Uint8Array {
  const values = Float64Array.from({ length: rows * width }, (_, i) => Math.sin(i * i + i))
  return Buffer.concat([
    encodeNpyHeader({ dtype: 'f64', shape: [rows, width] }),
    new Uint8Array(values.buffer),
  ])
}

const stateOf = async (id: string) => (await findAnalyses(lab, localActor, [id])).get(id)!.state
const long = { timeout: 240_000, interval: 100 }

test(
  'a running analysis is cancelled, retried, and ends when it is deleted',
  { timeout: 300_000 },
  async () => {
    const bytes = noise(600, 300)
    const input = await putRepresentation(lab, { name: 'features.test.npy', bytes }, { width: 300 })
    const ask = { representationId: input.id, measure: 'reconstruction', options: { draws: 100_000 } }
    const { id } = await startAnalysis(lab, localActor, ask)
    await expect.poll(() => stateOf(id), long).toBe('running')
    const job = async () => (await findJobsOf(lab, [id])).get(id)!
    await expect.poll(async () => (await job()).phase, long).not.toBeNull()
    await cancelJob(lab, localActor, (await job()).id)
    await expect.poll(() => stateOf(id), long).toBe('cancelled')
    expect((await job()).state).toBe('cancelled')

    expect((await retryAnalysis(lab, localActor, id)).state).toBe('queued')
    await expect(retryAnalysis(lab, localActor, id)).rejects.toThrow(/only failed and cancelled/)
    await expect.poll(() => stateOf(id), long).toBe('running')
    expect((await deleteAnalysis(lab, localActor, id)).deletedAt).toBeInstanceOf(Date)
    await expect.poll(() => stateOf(id), long).toBe('cancelled')
    await expect(retryAnalysis(lab, localActor, id)).rejects.toThrow(/What was deleted stays in the bin/)
    expect((await restoreAnalysis(lab, localActor, id)).deletedAt).toBeNull()
  },
)
