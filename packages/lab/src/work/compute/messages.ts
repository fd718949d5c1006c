import { backendNames } from '@mitoscope/tensor'
import { z } from 'zod'
import type { JobProgress } from '../../platform/queue/job-kind.ts'

const backend = z.enum(backendNames)
/** Unique id of an attempt. */
const attempt = z.string()

const openMessage = z.object({
  type: z.literal('open'),
  /** Tensor backend; null for the first that works. */
  backend: backend.nullable(),
  /** Number of threads; null for the backend's default. */
  threads: z.int().nullable(),
  blobFolder: z.string(),
  blobUrl: z.string().nullable(),
  dataFolder: z.string().nullable(),
  /** Milliseconds between two saved states of a job. */
  saveEvery: z.number(),
})
/** Configuration of a compute process, sent before its first job. */
export type OpenMessage = z.infer<typeof openMessage>

/**
 * Messages from a worker to its compute process: open once, then one attempt at a time or several together, each
 * with a unique id.
 */
export const toCompute = z.discriminatedUnion('type', [
  openMessage,
  z.object({
    type: z.literal('start'),
    attempt,
    kind: z.string(),
    input: z.unknown(),
    /** Attempts that are computed together with this one. */
    together: z.object({ id: z.string(), size: z.int() }).optional(),
  }),
  z.object({ type: z.literal('cancel'), attempt }),
])
export type ToCompute = z.infer<typeof toCompute>

/** Many small things, of which the shapes of some are validated where they are stored. */
const list = <T>() => z.custom<readonly T[]>(Array.isArray).optional()
type ItemOf<Key extends 'metrics' | 'checkpoints' | 'summaries'> = NonNullable<JobProgress[Key]>[number]

const progress = z.object({
  phase: z.string(),
  fraction: z.number(),
  secondsLeft: z.number().nullish(),
  metrics: list<ItemOf<'metrics'>>(),
  checkpoints: list<ItemOf<'checkpoints'>>(),
  summaries: list<ItemOf<'summaries'>>(),
  state: z.string().optional(),
  log: z.string().optional(),
})

/** Messages from a compute process to its worker. */
export const fromCompute = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), backend, device: z.string(), gpu: z.boolean() }),
  z.object({ type: z.literal('progress'), attempt, progress }),
  z.object({ type: z.literal('result'), attempt, output: z.unknown() }),
  z.object({
    type: z.literal('failure'),
    /** Id of the attempt; null if the process could not be opened. */
    attempt: attempt.nullable(),
    code: z.string(),
    message: z.string(),
    /** True if another attempt would fail in the same way. */
    final: z.boolean(),
    /** Detail that the message withholds, for the log of the worker. */
    detail: z.string().optional(),
  }),
])
export type FromCompute = z.infer<typeof fromCompute>
