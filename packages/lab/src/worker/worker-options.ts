import type { BackendName } from '@mitoscope/tensor'

/** Milliseconds, but for `retryDelay`. */
export interface WorkerTimes {
  /** Between two signs of life. */
  readonly heartbeatEvery: number
  /** After so long without one a job is taken from its worker. */
  readonly heartbeatLimit: number
  /** Between two looks at the queue when nothing announces a job, as after a delay. */
  readonly pollEvery: number
  /** What a compute process gets to stop by itself. */
  readonly grace: number
  /** Time of a worker that stops to write the ends of its jobs while the database is out of reach. */
  readonly stopLimit: number
  /** A compute process that has had nothing to do for so long is ended; the next job starts one. */
  readonly idleLimit: number
  /** Between two states that a training keeps to continue from. */
  readonly saveEvery: number
  /** Seconds until the second attempt; each further one waits twice as long. */
  readonly retryDelay: number
}

export const usualTimes: WorkerTimes = {
  heartbeatEvery: 4_000,
  heartbeatLimit: 15_000,
  pollEvery: 2_000,
  grace: 5_000,
  stopLimit: 20_000,
  idleLimit: 300_000,
  saveEvery: 10_000,
  retryDelay: 5,
}

export interface WorkerOptions {
  /** What computes, one job at a time each: "gpu:0", "cpu:0", …; what the machine has when not given. */
  readonly devices?: readonly string[]
  /** Where datasets are read from instead of their packages. */
  readonly dataFolder?: string
  /** The tensor backend; the first that works when not given. */
  readonly backend?: BackendName
  readonly times?: Partial<WorkerTimes>
}
