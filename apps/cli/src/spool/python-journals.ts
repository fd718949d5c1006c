import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RemoteError } from '../remote/server-address.ts'
import { exitCodes } from '../terminal/exit-codes.ts'

/** Sources of the Python client, which alone locks and sends what Python's scripts have logged. */
const sources = fileURLToPath(new URL('../../../../packages/python/src', import.meta.url))

export interface JournalOptions {
  readonly server?: string
  /** Milliseconds to wait for a server that is away. */
  readonly waitMs: number
  readonly signal: AbortSignal
}

/** Returns the default folder of the Python client's journals: MITOSCOPE_DIR, or a folder in the user's data folder. */
export function usualJournals(): string {
  if (process.env.MITOSCOPE_DIR) return process.env.MITOSCOPE_DIR
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'mitoscope', 'journals')
}

/** Returns true if a folder is a journal of the Python client. */
export function isJournal(folder: string): Promise<boolean> {
  return stat(join(folder, 'record.json')).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** Returns the number of journals in a folder; 1 if it is one itself. */
export async function countJournals(folder: string): Promise<number> {
  if (await isJournal(folder)) return 1
  const entries = await readdir(folder).catch(() => [])
  const found = await Promise.all(entries.map((entry) => isJournal(join(folder, entry))))
  return found.filter(Boolean).length
}

/**
 * Sends the journals in a folder by the Python client, which prints what became of each. Resolves with an exit code.
 * Rejects with RemoteError if this machine has no Python.
 */
export async function sendJournals(folder: string, options: JournalOptions): Promise<number> {
  const args = ['-m', 'mitoscope', 'sync', folder, '--wait', String(options.waitMs / 1000)]
  if (options.server !== undefined) args.push('--server', options.server)
  for (const python of ['python3', 'python']) {
    const code = await runPython(python, args, options.signal)
    if (code !== undefined) return code
  }
  throw new RemoteError(
    `Journals of Python scripts wait in ${folder}, and there is no python3 here to send them. ` +
      `Where there is one: python3 -m mitoscope sync ${folder}`,
    exitCodes.partlyDone,
  )
}

/** Resolves with the exit code; with undefined if there is no such program. */
function runPython(python: string, args: string[], signal: AbortSignal): Promise<number | undefined> {
  const path = [sources, process.env.PYTHONPATH].filter(Boolean).join(delimiter)
  const child = spawn(python, args, {
    env: { ...process.env, PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const stop = () => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  return new Promise<number | undefined>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
    child.on('close', (code) => resolve(code ?? exitCodes.failed))
  }).finally(() => signal.removeEventListener('abort', stop))
}
