import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { cleanEnvironment } from './settings.ts'

/** Time of some work, as the process that did it measured it. */
export interface Sample {
  readonly seconds: number
  /** CPU time of all threads of the process, in seconds. */
  readonly cpuSeconds: number
}

/**
 * Runs a command in an environment that steers nothing but what is given, and parses the last line that it prints.
 * What it reports on the way is shown if asked for. Throws an Error with the last line of its complaint if it fails.
 */
export function runJson<T>(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  { isShown = false } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    if (isShown) child.stderr.pipe(process.stderr)
    child.on('error', reject).on('close', (status, signal) => {
      const said = stderr.trim().split('\n').at(-1)
      if (status !== 0)
        reject(new Error(`${describeCall(args)} ended with ${signal ?? `status ${status}`}: ${said}`))
      else resolve(JSON.parse(stdout.trim().split('\n').at(-1)!) as T)
    })
  })
}

/** Runs a TypeScript file with this Node. */
export function runTypeScript<T>(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  options?: { isShown?: boolean },
): Promise<T> {
  return runJson<T>(process.execPath, ['--import', import.meta.resolve('tsx'), file, ...args], env, options)
}

/** Names the script and its arguments without folders of this machine, since results quote it. */
function describeCall(args: readonly string[]): string {
  return args
    .filter((arg) => !/^(--import$|file:)/.test(arg))
    .map((arg) => basename(arg))
    .join(' ')
}
