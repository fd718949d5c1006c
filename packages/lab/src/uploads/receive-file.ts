import { fork, type ChildProcess } from 'node:child_process'
import { LabError } from '../errors/lab-error.ts'
import { locateEntry } from '@mitoscope/tensor/processes'
import type { ReceiveAnswer, ReceiveReply, ReceiveRequest } from './receive-messages.ts'

const entry = locateEntry(new URL('receive-process.ts', import.meta.url))
const idleLimit = 10_000

let child: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
let asked = 0

/**
 * Validates a staged file and moves it to the blob store, in a separate process that starts on demand and
 * exits when idle. Processes one file at a time, since two would compete for one disk. Rejects with
 * UNAVAILABLE if that process dies.
 */
export function receiveFile(request: Omit<ReceiveRequest, 'number'>): Promise<ReceiveAnswer> {
  const answer = last.then(() => ask({ ...request, number: ++asked }))
  last = answer.catch(() => {})
  return answer
}

async function ask(request: ReceiveRequest): Promise<ReceiveAnswer> {
  clearTimeout(idle)
  const reader = child?.connected ? child : start()
  child = reader
  try {
    return await exchange(reader, request)
  } finally {
    // Whatever became of the request, nothing listens for its answer any more.
    idle = setTimeout(() => end(reader), idleLimit).unref()
  }
}

function exchange(reader: ChildProcess, request: ReceiveRequest): Promise<ReceiveAnswer> {
  return new Promise<ReceiveAnswer>((resolve, reject) => {
    const settle = (action: () => void) => {
      reader.off('message', onMessage).off('close', onClose).off('error', onError)
      action()
    }
    const fail = (how: string) => settle(() => reject(endedOver(request, how)))
    const onMessage = ({ number, answer }: ReceiveReply) => {
      // An answer that comes late is another request's.
      if (number === request.number) settle(() => resolve(answer))
    }
    const onClose = (code: number | null, signal: string | null) => fail(signal ?? `status ${code}`)
    const onError = ({ message }: Error) => {
      end(reader)
      fail(message)
    }
    reader.on('message', onMessage).on('close', onClose).on('error', onError)
    // Its end says more than that nothing can be sent to it.
    reader.send(request, (error) => error && end(reader))
  })
}

function endedOver({ fileName }: ReceiveRequest, how: string): LabError {
  return new LabError(
    'UNAVAILABLE',
    `The process that reads uploads ended (${how}) while it read ${fileName}. What was sent is kept: try again.`,
  )
}

function end(reader: ChildProcess): void {
  reader.kill()
  if (child === reader) child = undefined
}

function start(): ChildProcess {
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
