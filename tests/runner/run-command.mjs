import { spawn } from 'node:child_process'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

// Logs in files stay readable.
if (!process.stdout.isTTY) process.env.NO_COLOR ??= '1'

/** Runs a command in the repository's root and answers its exit status (null when a signal ended it). */
export function runCommand(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 1, 2],
    })
    child.on('error', reject).on('close', resolve)
  })
}

/**
 * Runs a command as runCommand does, but resolves to what it wrote to standard output; with `shown`, its
 * standard error is printed as well.
 */
export function readCommand(command, args, env = {}, shown = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    if (shown) child.stderr.pipe(process.stderr)
    child.on('error', reject).on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
}
