import { fork, type ChildProcess } from 'node:child_process'
import { locateEntry } from '@mitoscope/tensor/processes'
import { parseFromProcess, type FromProcess, type ToProcess } from './messages.ts'

/** A training process from the sweep's view. */
export interface TrainingProcess {
  send(message: ToProcess): void
  /** Returns the next message. Rejects with an Error if the process fails or exits. */
  next(): Promise<FromProcess>
  /** Asks the process to stop and waits for its end. Kills it if that takes too long. */
  stop(): Promise<void>
}

const entry = locateEntry(new URL('./sweep-process.ts', import.meta.url))
const stopTimeoutMs = 5_000
const maxStderrLength = 2_000

/** Starts a training process; `label` names it in errors. */
export function forkProcess(label: () => string): TrainingProcess {
  const child = fork(entry.file, {
    // Resolved from this file, and with its own working directory, so that the command works in any directory.
    execArgv: entry.execArgv,
    cwd: entry.cwd,
    env: { ...process.env, TF_ENABLE_ONEDNN_OPTS: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const inbox = collectMessages(child, label)
  return {
    // The end of the process is reported by `next`.
    send: (message) => void (child.connected && child.send(message, () => {})),
    next: inbox.next,
    stop: () => stopProcess(child),
  }
}

function collectMessages(child: ChildProcess, label: () => string) {
  const waiting: { resolve: (message: FromProcess) => void; reject: (error: Error) => void }[] = []
  const arrived: FromProcess[] = []
  let failure: Error | undefined
  let stderr = ''
  const fail = (error: Error) => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  child
    .stderr!.setEncoding('utf8')
    .on('data', (text: string) => (stderr = (stderr + text).slice(-maxStderrLength)))
  child.on('error', (error) => fail(new Error(`The training process cannot be started: ${error.message}`)))
  child.on('close', (code, signal) => fail(describeExit(label(), code, signal, stderr)))
  child.on('message', (received) => {
    try {
      const message = parseFromProcess(received)
      if (message.type === 'failed') return fail(new Error(message.message))
      const next = waiting.shift()
      if (next) next.resolve(message)
      else arrived.push(message)
    } catch (error) {
      fail(error as Error)
    }
  })
  const next = () => {
    return new Promise<FromProcess>((resolve, reject) => {
      const message = arrived.shift()
      if (message) resolve(message)
      else if (failure) reject(failure)
      else waiting.push({ resolve, reject })
    })
  }
  return { next }
}

function describeExit(label: string, code: number | null, signal: string | null, stderr: string): Error {
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`
  const hint = signal === 'SIGKILL' ? ' (often: the system ran out of memory)' : ''
  const said =
    stderr.trim() === ''
      ? ''
      : `
  Its last output:
  ${stderr.trim()}`
  return new Error(
    `The training process for ${label} ended with ${end}${hint}. ` +
      `Start the sweep again: it continues from the last saved epoch.${said}`,
  )
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  if (child.connected) child.send({ type: 'stop' } satisfies ToProcess, () => {})
  else child.kill('SIGKILL')
  await ended
  clearTimeout(timer)
}
