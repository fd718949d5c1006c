import type { Backend } from '@mitoscope/tensor/compute'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import type { JobProgress } from '../../platform/queue/job-kind.ts'

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
