import { isBackendName, type BackendName } from '@mitoscope/tensor'
import type { JobProgress, Together } from './job-body.ts'

/** Configuration of a compute process, sent before its first job. */
export interface OpenMessage {
  readonly type: 'open'
  /** Tensor backend; null for the first that works. */
  readonly backend: BackendName | null
  /** Number of threads; null for the backend's default. */
  readonly threads: number | null
  readonly blobFolder: string
  readonly blobUrl: string | null
  readonly dataFolder: string | null
  /** Milliseconds between two saved states of a job. */
  readonly saveEvery: number
}

/**
 * Messages from a worker to its compute process: open once, then one attempt at a time or several together, each
 * with a unique id.
 */
export type ToCompute =
  | OpenMessage
  | {
      readonly type: 'start'
      readonly attempt: string
      readonly kind: string
      readonly input: unknown
      /** Attempts that are computed together with this one. */
      readonly together?: Together
    }
  | { readonly type: 'cancel'; readonly attempt: string }

/** Messages from a compute process to its worker. */
export type FromCompute =
  | {
      readonly type: 'opened'
      readonly backend: BackendName
      readonly device: string
      readonly gpu: boolean
    }
  | { readonly type: 'progress'; readonly attempt: string; readonly progress: JobProgress }
  | { readonly type: 'result'; readonly attempt: string; readonly output: unknown }
  | FailureMessage

export interface FailureMessage {
  readonly type: 'failure'
  /** Id of the attempt; null if the process could not be opened. */
  readonly attempt: string | null
  readonly code: string
  readonly message: string
  /** True if another attempt would fail in the same way. */
  readonly final: boolean
}

const isText = (value: unknown) => typeof value === 'string'
const isObject = (value: unknown) => typeof value === 'object' && value !== null
const isOptional = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || value === null || check(value)

const toCompute: Record<ToCompute['type'], MessageCheck> = {
  open: ({ backend, threads, blobFolder, blobUrl, dataFolder, saveEvery }) =>
    (backend === null || (typeof backend === 'string' && isBackendName(backend))) &&
    (threads === null || Number.isInteger(threads)) &&
    isText(blobFolder) &&
    isOptional(isText)(blobUrl) &&
    isOptional(isText)(dataFolder) &&
    typeof saveEvery === 'number',
  start: ({ attempt, kind }) => isText(attempt) && isText(kind),
  cancel: ({ attempt }) => isText(attempt),
}

const fromCompute: Record<FromCompute['type'], MessageCheck> = {
  opened: ({ backend, device, gpu }) =>
    typeof backend === 'string' && isBackendName(backend) && isText(device) && typeof gpu === 'boolean',
  progress: ({ attempt, progress }) =>
    isText(attempt) && isObject(progress) && isProgress(progress as object),
  result: ({ attempt }) => isText(attempt),
  failure: ({ attempt, code, message, final }) =>
    isOptional(isText)(attempt) && isText(code) && isText(message) && typeof final === 'boolean',
}

function isProgress(progress: Record<string, unknown> | object): boolean {
  const { phase, fraction, secondsLeft, metrics, checkpoints, summaries, state, log } = progress as Record<
    string,
    unknown
  >
  return (
    isText(phase) &&
    Number.isFinite(fraction) &&
    isOptional(Number.isFinite)(secondsLeft) &&
    isOptional(Array.isArray)(metrics) &&
    isOptional(Array.isArray)(checkpoints) &&
    isOptional(Array.isArray)(summaries) &&
    isOptional(isText)(state) &&
    isOptional(isText)(log)
  )
}

/** Validates a message received by a compute process. Throws an Error if it is malformed. */
export function parseToCompute(message: unknown): ToCompute {
  return parseMessage(message, toCompute) as unknown as ToCompute
}

/** Validates a message received from a compute process. Throws an Error if it is malformed. */
export function parseFromCompute(message: unknown): FromCompute {
  return parseMessage(message, fromCompute) as unknown as FromCompute
}

/** Returns true if a message of one type has the required fields. */
type MessageCheck = (message: Record<string, unknown>) => boolean

/** Validates a message from another process by the check of its type. Throws an Error if it is malformed. */
function parseMessage(
  message: unknown,
  checks: Readonly<Record<string, MessageCheck>>,
): Record<string, unknown> {
  const fields = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  const check = Object.hasOwn(checks, String(fields.type)) ? checks[String(fields.type)] : undefined
  if (check?.(fields)) return fields
  throw new Error(`Unexpected message between processes: ${JSON.stringify(message)?.slice(0, 200)}`)
}
