import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('../../apps/cli/bin/mitoscope.mjs', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** A command under way, as a user starts it, in a process of its own. */
export interface Started {
  readonly child: ChildProcessWithoutNullStreams
  /** Output so far. */
  readonly said: { stdout: string; stderr: string }
  readonly ended: Promise<Ended>
}

export function startMitoscope(args: readonly string[], options: RunOptions = {}): Started {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (said.stdout += chunk))
  child.stderr.on('data', (chunk) => (said.stderr += chunk))
  // A command that ends before it has read its input is no failure of the test.
  child.stdin.on('error', () => {})
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...said }))
  })
  return { child, said, ended }
}

/** Runs the command to its end; `input` is its standard input. */
export function runMitoscope(
  args: readonly string[],
  options: RunOptions & { interruptAfter?: RegExp; input?: string | Uint8Array } = {},
): Promise<Ended> {
  const { child, said, ended } = startMitoscope(args, options)
  const { interruptAfter, input } = options
  child.stdin.end(input)
  if (interruptAfter) {
    const watch = () => {
      if (!interruptAfter.test(said.stdout + said.stderr)) return
      for (const stream of [child.stdout, child.stderr]) stream.off('data', watch)
      child.kill('SIGINT')
    }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', watch)
  }
  return ended
}
