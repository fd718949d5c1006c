import type { Queries } from '../database/database.ts'
import type { Failure } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import type { JobProgress } from '../compute/job-body.ts'
import type { Job } from './job.ts'

/** What the worker does around the computing of one kind of job. Its body is in ../compute/job-bodies.ts. */
export interface JobKind {
  /** The JSON that the compute process gets. Throws a LabError where the subject is not there any more. */
  describe(lab: Lab, job: Job): Promise<unknown>
  /** A worker has begun: the subject's state follows. In the transaction that claims the job. */
  started(db: Queries, job: Job): Promise<void>
  /**
   * Keeps what came on the way, such as metrics. Called in the order of the reports, in a transaction in which the job
   * is known to be this worker's. Blobs are there already. The same report may come again after a crash.
   */
  progress?(db: Queries, lab: Lab, job: Job, progress: JobProgress): Promise<void>
  /** Writes the results, in the transaction that ends the job: once, whatever dies when. */
  finish(db: Queries, lab: Lab, job: Job, output: unknown): Promise<void>
  /** The job ended without a result, or waits again: the subject's state follows, in the same transaction. */
  end(
    db: Queries,
    lab: Lab,
    job: Job,
    state: 'failed' | 'cancelled' | 'queued',
    failure?: Failure,
  ): Promise<void>
}
