import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('../../apps/cli/bin/mitoscope.mjs', import.meta.url))
const logKept = 20_000

/** A `mitoscope serve` or `mitoscope worker` in a process of its own. */
export interface MitoscopeProcess {
  readonly pid: number
  /**
   * Address of a server, once it answers; devices of a worker, once it runs. Rejects if the process ends
   * before.
   */
  readonly ready: Promise<string>
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>
  readonly ended: Promise<void>
  isAlive(): boolean
  /** The last of what it wrote. */
  log(): string
}

/** Starts a server or a worker in a process of its own, with times that are short enough for a test. */
export function startMitoscope(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  // Building it would take the processor from what is tested: only its own tests have it.
  { withDashboard = false } = {},
): MitoscopeProcess {
  const all = args[0] === 'serve' && !withDashboard ? [...args, '--no-dashboard'] : args
  const child = spawn(process.execPath, [launcher, ...all], {
    env: { ...process.env, MITOSCOPE_LOG: 'info', MITOSCOPE_TIMES: JSON.stringify(shortTimes), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, log] = ['', '']
  const keep = (text: string) => void (log = (log + text).slice(-logKept))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      keep(text)
      out += text
      const said = /Mitoscope is at (\S+)\/graphql\n|Working on (.*)\n/.exec(out)
      if (said) resolve(said[1] ?? said[2])
    })
    child.once('close', (code, signal) => {
      reject(new Error(`mitoscope ${args[0]} ended (${signal ?? code}) before it was ready: ${log}`))
    })
  })
  ready.catch(() => {})
  child.stderr.setEncoding('utf8').on('data', keep)
  return {
    pid: child.pid!,
    ready,
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    log: () => log,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

const shortTimes = {
  heartbeatEvery: 500,
  reapEvery: 2_000,
  pollEvery: 300,
  saveEvery: 300,
  retryDelay: 0,
}
