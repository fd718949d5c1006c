import { openBackend } from '@mitoscope/tensor/compute'
import { describeFailure } from '../../../work/compute/describe-failure.ts'
import { jobBodies } from '../../../work/compute/job-bodies.ts'
import type { JobProgress } from '../../../platform/queue/job-kind.ts'
import type { Lab } from '../../../platform/lab/lab.ts'

/** Runs the queued jobs in this process, without a worker: only their kinds and bodies. Returns their reports. */
export async function computeJobs(
  lab: Lab,
  signal: AbortSignal = new AbortController().signal,
): Promise<JobProgress[]> {
  const reported: JobProgress[] = []
  for (;;) {
    const job = await lab.db.selectFrom('job').selectAll().where('state', '=', 'queued').executeTakeFirst()
    if (!job) return reported
    const kind = lab.kinds[job.kind]
    const backend = await openBackend()
    let kept: Promise<void> | undefined
    const report = (progress: JobProgress) => {
      reported.push(progress)
      kept = Promise.resolve(kept).then(() => kind.progress?.(lab.db, lab, job, progress))
    }
    const settle = (state: 'finished' | 'failed' | 'cancelled') =>
      lab.db.updateTable('job').set({ state }).where('id', '=', job.id).execute()
    await kind.started(lab.db, job)
    try {
      const input = JSON.parse(JSON.stringify(await kind.describe(lab, job)))
      const output = await jobBodies[job.kind]!(input, {
        backend,
        blobs: lab.blobs,
        report,
        signal,
        saveEvery: 60,
      })
      await kept
      await kind.finish(lab.db, lab, job, JSON.parse(JSON.stringify(output)))
      await settle('finished')
    } catch (error) {
      await kept
      const state = signal.aborted ? 'cancelled' : 'failed'
      await kind.end(lab.db, lab, job, state, signal.aborted ? undefined : describeFailure(error))
      await settle(state)
    }
  }
}
