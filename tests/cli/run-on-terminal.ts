import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const launcher = fileURLToPath(new URL('../../apps/cli/bin/mitoscope.mjs', import.meta.url))
const runner = fileURLToPath(new URL('run-on-terminal.py', import.meta.url))

const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0

/** A test that needs a terminal. Without Python to give one it says so, and fails with CI=true. */
export function onTerminal(title: string, run: () => Promise<void>): void {
  if (hasPython) return test(title, run)
  test(title, (context) => {
    const missing = 'There is no python3, which gives the command a terminal. Install it.'
    expect(process.env.CI, missing).not.toBe('true')
    context.skip(missing)
  })
}

export interface EndedOnTerminal {
  readonly code: number | null
  /** Text that the terminal showed, without escape sequences. */
  readonly shown: string
}

export interface TerminalOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Inputs that are typed once the terminal shows the pattern, one after the other. */
  readonly type?: readonly (readonly [when: RegExp, text: string])[]
}

/** Runs the command as a user does, on a terminal of its own. */
export function runOnTerminal(
  args: readonly string[],
  options: TerminalOptions = {},
): Promise<EndedOnTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'mitoscope-terminal-'))
  const status = join(folder, 'status')
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [runner, status, process.execPath, launcher, ...args], {
      cwd: options.cwd,
      env: { ...process.env, TERM: 'xterm', ...options.env },
    })
    let shown = ''
    const waiting = [...(options.type ?? [])]
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      if (waiting[0]?.[0].test(shown)) child.stdin.write(waiting.shift()![1])
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (shown += text))
    child.on('error', reject)
    child.on('close', () => {
      try {
        resolve({ code: Number(readFileSync(status, 'utf8')), shown: withoutEscapes(shown) })
      } catch (error) {
        reject(new Error(`The terminal ended early: ${shown}`, { cause: error }))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  })
}

function withoutEscapes(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r\n', '\n')
}
