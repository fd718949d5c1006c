import { isBackendName, type BackendName } from '@mitoscope/tensor'
import { parseMessage, type MessageCheck } from '@mitoscope/lab/local-files'
import type { RunGroup, SweepConfig } from '@mitoscope/training'

/** Settings that a training process needs before its first group. */
export interface OpenMessage {
  readonly type: 'open'
  readonly backend: BackendName | null
  /** Number of threads to use; null for the backend's default. */
  readonly threads: number | null
  readonly folder: string
  readonly config: SweepConfig
  readonly dataFolder: string | null
  /** Milliseconds between two saved states. */
  readonly saveEvery: number
}

/** Messages from the sweep to a training process: open once, then one group at a time. */
export type ToProcess =
  OpenMessage | { readonly type: 'train'; readonly group: RunGroup } | { readonly type: 'stop' }

/** Messages from a training process to the sweep. */
export type FromProcess =
  | { readonly type: 'opened'; readonly backend: BackendName; readonly device: string; readonly gpu: boolean }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'progress'; readonly group: string; readonly epoch: number; readonly fraction: number }
  | { readonly type: 'finished'; readonly group: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly message: string }

const isText = (value: unknown) => typeof value === 'string'
const isObject = (value: unknown) => typeof value === 'object' && value !== null

const toProcess: Record<ToProcess['type'], MessageCheck> = {
  open: ({ backend, threads, folder, config, dataFolder, saveEvery }) =>
    (backend === null || (typeof backend === 'string' && isBackendName(backend))) &&
    (threads === null || Number.isInteger(threads)) &&
    isText(folder) &&
    isObject(config) &&
    (dataFolder === null || isText(dataFolder)) &&
    typeof saveEvery === 'number',
  train: ({ group }) => isObject(group) && Array.isArray((group as RunGroup).runs),
  stop: () => true,
}

const fromProcess: Record<FromProcess['type'], MessageCheck> = {
  opened: ({ backend, device, gpu }) =>
    typeof backend === 'string' && isBackendName(backend) && isText(device) && typeof gpu === 'boolean',
  notice: ({ text }) => isText(text),
  progress: ({ group, epoch, fraction }) =>
    isText(group) && Number.isInteger(epoch) && Number.isFinite(fraction),
  finished: ({ group }) => isText(group),
  stopped: () => true,
  failed: ({ message }) => isText(message),
}

/** Validates a message that arrived in a training process. Throws an Error for any other value. */
export function parseToProcess(message: unknown): ToProcess {
  return parseMessage(message, toProcess) as unknown as ToProcess
}

/** Validates a message that arrived from a training process. Throws an Error for any other value. */
export function parseFromProcess(message: unknown): FromProcess {
  return parseMessage(message, fromProcess) as unknown as FromProcess
}
