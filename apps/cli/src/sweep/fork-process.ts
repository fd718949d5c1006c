import { fork, type ChildProcess } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseFromProcess, type FromProcess, type ToProcess } from './messages.ts'

/** A training process, seen from the sweep. */
export interface TrainingProcess {
  send(message: ToProcess): void
  /** The next message. Rejects with an Error when the process fails or dies, whichever is noticed first. */
  next(): Promise<FromProcess>
  /** Asks the process to stop, waits for its end and, when it takes too long, ends it. */
  stop(): Promise<void>
}

const entry = fileURLToPath(new URL('./sweep-process.ts', import.meta.url))
const patience = 5_000
const stderrKept = 2_000

/** Starts a training process; `label` names it in errors. */
export function forkProcess(label: () => string): TrainingProcess {
  const child = fork(entry, {
    // Resolved from here, and with a folder of its own, so that it does not matter where the command was started.
    execArgv: ['--import', import.meta.resolve('tsx')],
    cwd: dirname(entry),
    env: { ...process.env, TF_ENABLE_ONEDNN_OPTS: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const inbox = collectMessages(child, label)
  return {
    // A process that is gone is reported by `next`.
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
    .on('data', (text: string) => (stderr = (stderr + text).slice(-stderrKept)))
  child.on('error', (error) => fail(new Error(`The training process cannot be started: ${error.message}`)))
  child.on('close', (code, signal) => fail(describeDeath(label(), code, signal, stderr)))
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

function describeDeath(label: string, code: number | null, signal: string | null, stderr: string): Error {
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`
  const hint = signal === 'SIGKILL' ? ' (often: the system ran out of memory)' : ''
  const said = stderr.trim() === '' ? '' : `\nIt said at last:\n${stderr.trim()}`
  return new Error(
    `The training process for ${label} ended with ${end}${hint}. ` +
      `Start the sweep again: it continues from the last saved epoch.${said}`,
  )
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  if (child.connected) child.send({ type: 'stop' } satisfies ToProcess, () => {})
  else child.kill('SIGKILL')
  await ended
  clearTimeout(timer)
}
