import { fork } from 'node:child_process'
import { locateEntry } from './locate-entry.ts'

/** Shape of messages, as zod's schemas are. */
export interface MessageSchema<T> {
  safeParse(
    message: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Error }
}

/** End of a forked process. */
export interface ProcessEnd {
  /** Reason, to follow the name of the process, for example "ended with exit code 1". */
  readonly reason: string
  /** Last part of its error output, if that is kept. */
  readonly stderr: string
}

/** Process that was forked from this one, with messages in both directions. */
export interface ForkedProcess<Sent, Received> {
  readonly pid: number | undefined
  /** Returns false once the process has exited, or cannot be sent to any more. */
  alive(): boolean
  send(message: Sent): void
  /** Calls back with every message, as all listeners are, and, once, with the end. Returns a function that unsubscribes. */
  listen(onMessage: (message: Received) => void, onEnd: (end: ProcessEnd) => void): () => void
  kill(): void
  /** Lets this process exit although the other one runs, which then ends too. */
  unref(): void
  /** Resolves when the process has exited. */
  readonly exited: Promise<void>
}

export interface ForkOptions {
  /** Variables added to the environment. */
  readonly env?: NodeJS.ProcessEnv
  /** Use of the error output: kept for the description of the end, the default, or shown as that of this process. */
  readonly stderr?: 'keep' | 'show'
}

const maxStderrLength = 2_000

/** Starts the source at a URL in a process of its own. One that sends what does not have the shape is killed. */
export function forkProcess<Sent extends object, Received>(
  source: URL,
  received: MessageSchema<Received>,
  { env = {}, stderr: errors = 'keep' }: ForkOptions = {},
): ForkedProcess<Sent, Received> {
  const { file, execArgv, cwd } = locateEntry(source)
  const child = fork(file, [], {
    execArgv,
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', errors === 'keep' ? 'pipe' : 'inherit', 'ipc'],
  })
  const listeners = new Set<{ onMessage(message: Received): void; onEnd(end: ProcessEnd): void }>()
  let stderr = ''
  let end: ProcessEnd | undefined
  const finish = (reason: string) => {
    if (end) return
    end = { reason, stderr }
    for (const { onEnd } of listeners) onEnd(end)
  }
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-maxStderrLength)
  })
  child.on('error', ({ message }) => finish(`cannot be started: ${message}`))
  child.on('close', (code, signal) => finish(describeExit(code, signal)))
  child.on('message', (message) => {
    const parsed = received.safeParse(message)
    if (parsed.success) for (const { onMessage } of listeners) onMessage(parsed.data)
    else {
      finish(`sent an unexpected message, ${JSON.stringify(message).slice(0, 200)}: ${parsed.error.message}`)
      child.kill('SIGKILL')
    }
  })
  return {
    pid: child.pid,
    alive: () => child.exitCode === null && child.signalCode === null && child.connected,
    // A process that cannot be sent to is about to end, which says more.
    send: (message) => void (child.connected && child.send(message, () => {})),
    listen(onMessage, onEnd) {
      const listener = { onMessage, onEnd }
      listeners.add(listener)
      if (end) onEnd(end)
      return () => void listeners.delete(listener)
    },
    kill: () => void child.kill('SIGKILL'),
    unref() {
      child.unref()
      child.channel?.unref()
    },
    exited: new Promise((resolve) => child.once('close', () => resolve())),
  }
}

function describeExit(code: number | null, signal: string | null): string {
  if (signal === null) return `ended with exit code ${code}`
  return `ended with signal ${signal}${signal === 'SIGKILL' ? ' (often: the system ran out of memory)' : ''}`
}

/** Error of a process that ended without an answer. */
export class ProcessEnded extends Error {
  readonly end: ProcessEnd

  constructor(end: ProcessEnd) {
    super(`The process ${end.reason}.`)
    this.end = end
  }
}

/**
 * Sends a request to a process and resolves with the first message for which `answers` is true. Rejects with
 * ProcessEnded if the process ends before.
 */
export function request<Sent, Received>(
  to: ForkedProcess<Sent, Received>,
  message: Sent,
  answers: (received: Received) => boolean = () => true,
): Promise<Received> {
  let unsubscribe = () => {}
  const answer = new Promise<Received>((resolve, reject) => {
    unsubscribe = to.listen(
      (received) => answers(received) && resolve(received),
      (end) => reject(new ProcessEnded(end)),
    )
    to.send(message)
  })
  return answer.finally(unsubscribe)
}
