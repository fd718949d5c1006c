import { fork, type ChildProcess } from 'node:child_process'
import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import { locateEntry } from '@mitoscope/tensor/processes'
import { LabError, type ErrorCode } from '../errors/lab-error.ts'
import type { LabPlace } from './staging.ts'

const entry = locateEntry(new URL('ingest-process.ts', import.meta.url))
const idleLimitMs = 10_000

let child: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
let requestCount = 0

/**
 * Validates a staged file and moves it to the blob store, in a separate process that starts on demand and
 * exits when idle. Processes one file at a time, since two would compete for one disk. Rejects with
 * UNAVAILABLE if that process dies.
 */
export function ingestFile(request: Omit<IngestRequest, 'number'>): Promise<IngestAnswer> {
  const answer = last.then(() => sendRequest({ ...request, number: ++requestCount }))
  last = answer.catch(() => {})
  return answer
}

async function sendRequest(request: IngestRequest): Promise<IngestAnswer> {
  clearTimeout(idle)
  const reader = child?.connected ? child : startProcess()
  child = reader
  try {
    return await exchange(reader, request)
  } finally {
    // Whatever became of the request, nothing listens for its answer any more.
    idle = setTimeout(() => stopProcess(reader), idleLimitMs).unref()
  }
}

function exchange(reader: ChildProcess, request: IngestRequest): Promise<IngestAnswer> {
  return new Promise<IngestAnswer>((resolve, reject) => {
    const settle = (action: () => void) => {
      reader.off('message', onMessage).off('close', onClose).off('error', onError)
      action()
    }
    const fail = (how: string) => settle(() => reject(processEnded(request, how)))
    const onMessage = ({ number, answer }: IngestReply) => {
      // An answer that comes late is another request's.
      if (number === request.number) settle(() => resolve(answer))
    }
    const onClose = (code: number | null, signal: string | null) => fail(signal ?? `status ${code}`)
    const onError = ({ message }: Error) => {
      stopProcess(reader)
      fail(message)
    }
    reader.on('message', onMessage).on('close', onClose).on('error', onError)
    // Its end says more than that nothing can be sent to it.
    reader.send(request, (error) => error && stopProcess(reader))
  })
}

function processEnded({ fileName }: IngestRequest, how: string): LabError {
  return new LabError(
    'UNAVAILABLE',
    `The process that reads uploads ended (${how}) while it read ${fileName}. What was sent is kept: try again.`,
  )
}

function stopProcess(reader: ChildProcess): void {
  reader.kill()
  if (child === reader) child = undefined
}

function startProcess(): ChildProcess {
  const made = fork(entry.file, {
    execArgv: entry.execArgv,
    cwd: entry.cwd,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // One that cannot be started is said to whoever asks it; it must not end this process.
  made.on('error', () => {})
  // It must not keep this process alive; it ends by itself when this one does.
  made.unref()
  made.channel?.unref()
  return made
}

/** Request to the receiving process: validate a staged file and move it to the blob store. */
export interface IngestRequest {
  /** Number of the request, repeated in its reply. */
  readonly number: number
  readonly place: LabPlace
  /** Name of the staged file. */
  readonly stagedName: string
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  /** Width of the run, which the file must match. */
  readonly width: number
}

/** Reply to the request with this number. */
export interface IngestReply {
  readonly number: number
  readonly answer: IngestAnswer
}

/** Outcome of a request. `code` is missing for errors that the caller did not cause. */
export type IngestAnswer =
  | { readonly facts: RepresentationFacts }
  | { readonly rejected: string }
  | { readonly failed: string; readonly code?: ErrorCode }
