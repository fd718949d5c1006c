import type { BackendName } from '@mitoscope/tensor'

/** Times in milliseconds, except `retryDelay`. */
export interface WorkerTimes {
  /** Interval of heartbeats. */
  readonly heartbeatEvery: number
  /** Interval of the search for jobs without heartbeats or beyond their time limits. */
  readonly reapEvery: number
  /** Interval of checks of the queue while nothing announces a job, for example after a delay. */
  readonly pollEvery: number
  /** Time for a compute process to stop by itself. */
  readonly grace: number
  /** Time for a stopping worker to store the ends of its jobs while the database is unreachable. */
  readonly stopLimit: number
  /** Idle time after which a compute process is ended; the next job starts one. */
  readonly idleLimit: number
  /** Interval between two saved states of a training. */
  readonly saveEvery: number
  /** Seconds until the second attempt; each later delay doubles. */
  readonly retryDelay: number
}

export const defaultTimes: WorkerTimes = {
  heartbeatEvery: 4_000,
  reapEvery: 5_000,
  pollEvery: 2_000,
  grace: 5_000,
  stopLimit: 20_000,
  idleLimit: 300_000,
  saveEvery: 10_000,
  retryDelay: 5,
}

export interface WorkerOptions {
  /** Names of devices, each for one job at a time: "gpu:0", "cpu:0", …; detected by default. */
  readonly devices?: readonly string[]
  /** Number of jobs that run beside each other where the processor computes; one per core by default. */
  readonly processors?: number
  /** Folder of the datasets; by default they are read from their packages. */
  readonly dataFolder?: string
  /** Tensor backend; the first that works by default. */
  readonly backend?: BackendName
  /** True to train the runs of one sweep and width together; by default this is so on a GPU. */
  readonly trainTogether?: boolean
  /**
   * True to compute below the usual priority, so that what shares the machine with the worker stays responsive; the
   * default. False where the computation is what the caller waits for.
   */
  readonly givesWay?: boolean
  readonly times?: Partial<WorkerTimes>
}
