import type { Backend } from '@mitoscope/tensor/compute'
import type { BlobStore } from '../blobs/blob-store.ts'

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

/** Attempts that one process computes together. */
export interface Together {
  /** Id that all of them share. */
  readonly id: string
  readonly size: number
}

/** Services that a job body uses. */
export interface JobContext {
  readonly backend: Backend
  readonly blobs: BlobStore
  report(progress: JobProgress): void
  /** Signal that aborts when the job is cancelled or released: the body rejects with its reason. */
  readonly signal: AbortSignal
  /** Milliseconds between two saved states. */
  readonly saveEvery: number
  /** Folder of the datasets; by default they are read from their packages. */
  readonly dataFolder?: string
  /** The attempts that this one is computed with, if any. */
  readonly together?: Together
}

/**
 * Computes one job in the compute process and returns small JSON; large results are blobs that the body
 * stores itself. An error ends the attempt: for good if it is a LabError, BadInput, BadOption, BadSweep or
 * BadDataset, else the job is tried again.
 */
export type JobBody = (input: unknown, context: JobContext) => Promise<unknown>
