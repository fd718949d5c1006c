import type { Queries } from '../database/database.ts'
import type { Failure } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import type { JobProgress } from '../compute/job-body.ts'
import type { Job } from './job.ts'

/** Lifecycle of one kind of job in the worker. Its body is in ../compute/job-bodies.ts. */
export interface JobKind {
  /** Returns the JSON input of the compute process. Throws a LabError if the subject no longer exists. */
  describe(lab: Lab, job: Job): Promise<unknown>
  /** Updates the subject when a worker starts the job, in the transaction that claims the job. */
  started(db: Queries, job: Job): Promise<void>
  /**
   * Stores reported data, such as metrics, whose blobs exist already. Called in the order of the reports, in
   * a transaction in which the attempt owns the job. The same report may come again after a crash.
   */
  progress?(db: Queries, lab: Lab, job: Job, progress: JobProgress): Promise<void>
  /** Writes the results in the transaction that ends the job: exactly once, even after crashes. */
  finish(db: Queries, lab: Lab, job: Job, output: unknown): Promise<void>
  /** Updates the subject when the job ends without a result or waits again, in the same transaction. */
  end(
    db: Queries,
    lab: Lab,
    job: Job,
    state: 'failed' | 'cancelled' | 'queued',
    failure?: Failure,
  ): Promise<void>
}
