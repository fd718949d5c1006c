import { locateEntry } from '@mitoscope/tensor/processes'
import { fork, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { AttemptFailure } from '../compute/describe-failure.ts'
import { parseFromCompute, type FromCompute, type OpenMessage, type ToCompute } from '../compute/messages.ts'

export type Opened = Omit<FromCompute & { type: 'opened' }, 'type'>

/** Compute process, as its worker sees it. */
export interface ComputeProcess {
  readonly pid: number | undefined
  /** Resolves when its backend is open. Rejects with a ComputeFailure. */
  readonly opened: Promise<Opened>
  /** Returns false once the process has exited. */
  alive(): boolean
  send(message: ToCompute): void
  /**
   * Calls back with every later message, as all listeners are, and, once, with the exit. Returns a function that
   * unsubscribes.
   */
  listen(onMessage: (message: FromCompute) => void, onExit: (failure: AttemptFailure) => void): () => void
  kill(): void
  readonly ended: Promise<void>
}

/** Error of a compute process that could not do its work. */
export class ComputeFailure extends Error {
  readonly failure: AttemptFailure

  constructor(failure: AttemptFailure) {
    super(failure.message)
    this.failure = failure
  }
}

const entry = locateEntry(new URL('../compute/compute-process.ts', import.meta.url))
const maxStderrLength = 2_000
/** Pattern of TensorFlow's harmless log lines. */
const harmlessLines = /^I\d{4} |^WARNING: All log messages before absl/

export interface ForkOptions {
  /** Variables added to the environment, for example to select the GPU. */
  readonly env?: NodeJS.ProcessEnv
  /** True to compute below the usual priority. */
  readonly givesWay: boolean
}

/** Lowers the priority of a compute process, so that the server beside it stays responsive. */
function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It is gone already, or the system does not let us; it computes all the same.
  }
}

/** Starts a compute process and opens its backend. */
export function forkCompute(open: OpenMessage, { env = {}, givesWay }: ForkOptions): ComputeProcess {
  const child = fork(entry.file, {
    execArgv: entry.execArgv,
    cwd: entry.cwd,
    env: {
      ...process.env,
      TF_ENABLE_ONEDNN_OPTS: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1',
      TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '1',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  if (givesWay) lowerPriority(child)
  const listening = listenToProcess(child)
  child.send(open, () => {})
  return {
    pid: child.pid,
    opened: listening.opened,
    alive: () => child.exitCode === null && child.signalCode === null && child.connected,
    send: (message) => void (child.connected && child.send(message, () => {})),
    listen: listening.listen,
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  }
}

interface Listener {
  readonly onMessage: (message: FromCompute) => void
  readonly onExit: (failure: AttemptFailure) => void
}

function listenToProcess(child: ChildProcess) {
  const listeners = new Set<Listener>()
  let exitFailure: AttemptFailure | undefined
  let stderr = ''
  let resolveOpened: (opened: Opened) => void
  let rejectOpened: (error: Error) => void
  const opened = new Promise<Opened>((resolve, reject) => {
    resolveOpened = resolve
    rejectOpened = reject
  })
  opened.catch(() => {})
  const fail = (failure: AttemptFailure) => {
    if (exitFailure) return
    exitFailure = failure
    rejectOpened(new ComputeFailure(failure))
    for (const { onExit } of listeners) onExit(failure)
  }
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-maxStderrLength)
  })
  child.on('error', ({ message }) => fail(describeExit(`cannot be started: ${message}`, '')))
  child.on('close', (code, signal) => fail(describeClose(code, signal, stderr)))
  child.on('message', (received) => {
    try {
      const message = parseFromCompute(received)
      if (message.type === 'opened') resolveOpened(message)
      else if (message.type === 'failure' && message.attempt === null) fail(message)
      else for (const { onMessage } of listeners) onMessage(message)
    } catch (error) {
      fail(describeExit((error as Error).message, stderr))
      child.kill('SIGKILL')
    }
  })
  return {
    opened,
    listen(onMessage: Listener['onMessage'], onExit: Listener['onExit']) {
      const listener = { onMessage, onExit }
      listeners.add(listener)
      if (exitFailure) onExit(exitFailure)
      return () => void listeners.delete(listener)
    },
  }
}

function describeClose(code: number | null, signal: string | null, stderr: string): AttemptFailure {
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`
  const hint = signal === 'SIGKILL' ? ' (often: the system ran out of memory)' : ''
  return describeExit(`ended with ${end}${hint}`, stderr)
}

function describeExit(what: string, stderr: string): AttemptFailure {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !harmlessLines.test(line))
  const said = lines.length === 0 ? '' : ` It said at last: ${lines.join('\n')}`
  return { code: 'COMPUTE_DIED', message: `The compute process ${what}.${said}`, final: false }
}
