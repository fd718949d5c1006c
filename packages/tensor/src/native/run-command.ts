import { spawn } from 'node:child_process'

export interface CommandResult {
  /** Exit status; 127 if there is no such program, as in a shell. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, without output to the terminal. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: {
    cwd?: string
    env?: NodeJS.ProcessEnv
    timeoutMs?: number
    onOutput?: (text: string) => void
  } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let stdout = ''
    let stderr = ''
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      options.onOutput?.(String(chunk))
    })
    child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-20_000)))
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
  })
}

/** Returns the last line of a program's output that contains "error", or else the last line that is not empty. */
export function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return (
    lines.findLast((line) => /error/i.test(line)) ?? lines.findLast((line) => line !== '') ?? 'no message'
  )
}
