import type { Backend } from '@mitoscope/tensor/compute'
import type { BlobStore } from '../blobs/blob-store.ts'

/** What a body tells on its way. Everything but phase, fraction and secondsLeft is kept, and in order. */
export interface JobProgress {
  /** What is being done, in a word or two. */
  readonly phase: string
  /** Share of the job's work that is done, 0 … 1. */
  readonly fraction: number
  /** Seconds until the end; estimated from the fraction when not given. */
  readonly secondsLeft?: number | null
  /** Values that belong to one step of a run; a value that is not finite is null. */
  readonly metrics?: readonly {
    readonly name: string
    readonly step: number
    readonly value: number | null
  }[]
  /** Parameters that were put into the blob store. */
  readonly checkpoints?: readonly {
    readonly epoch: number
    readonly hash: string
    readonly bytes: number
    readonly metrics?: Readonly<Record<string, number>>
  }[]
  /** Of single runs of a report: blobs that were put into the blob store. */
  readonly summaries?: readonly {
    readonly question: string
    readonly representationId: string
    readonly hash: string
    readonly bytes: number
  }[]
  /** Hash of a blob from which another attempt can continue; it takes the place of the one before. */
  readonly state?: string
  /** A line for people to read. */
  readonly log?: string
}

/** What a body works with. */
export interface JobContext {
  readonly backend: Backend
  readonly blobs: BlobStore
  report(progress: JobProgress): void
  /** Aborted when the job is cancelled or handed back: reject with its reason. */
  readonly signal: AbortSignal
  /** Milliseconds between two states to continue from. */
  readonly saveEvery: number
  /** Where datasets are read from instead of their packages. */
  readonly dataFolder?: string
}

/**
 * Computes one job in the compute process and returns small JSON; large results are blobs that it has put itself. What it
 * throws ends the attempt: a LabError, BadInput, BadOption, BadSweep or BadDataset for good, anything else is tried again.
 */
export type JobBody = (input: unknown, context: JobContext) => Promise<unknown>
