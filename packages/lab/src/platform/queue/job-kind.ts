import type { Queries } from '../database/database.ts'
import type { Failure } from '../database/column-types.ts'
import type { Job } from './job.ts'

/** Report of a running job. All fields except phase, fraction and secondsLeft are stored, in order. */
export interface JobProgress {
  /** Name of the current phase, one or two words. */
  readonly phase: string
  /** Completed share of the job's work, 0 to 1. */
  readonly fraction: number
  /** Estimated seconds until the end; derived from the fraction by default. */
  readonly secondsLeft?: number | null
  /** Values of one step of a run; a value that is not finite is null. */
  readonly metrics?: readonly {
    readonly name: string
    readonly step: number
    readonly value: number | null
    /** Wall time in milliseconds since 1970. */
    readonly time?: number
  }[]
  /** Parameters that were put into the blob store. */
  readonly checkpoints?: readonly {
    readonly epoch: number
    readonly hash: string
    readonly bytes: number
    readonly metrics?: Readonly<Record<string, number>>
  }[]
  /** Summaries of single runs of a report: blobs that were put into the blob store. */
  readonly summaries?: readonly {
    readonly question: string
    readonly representationId: string
    readonly hash: string
    readonly bytes: number
  }[]
  /** Hash of the blob from which another attempt can continue; replaces the previous one. */
  readonly state?: string
  /** Line of the log, for people. */
  readonly log?: string
}

/** Lifecycle of one kind of job in a lab, apart from its computation: what its rows record and what its subject becomes. */
export interface LifecycleOf<Lab> {
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
