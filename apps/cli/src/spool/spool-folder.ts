import { homedir } from 'node:os'
import { join } from 'node:path'
import { lockFile } from '@mitoscope/lab/local-files'

/** Returns the default folder of spools: MITOSCOPE_SPOOL, or a folder in the user's data folder. */
export function usualSpools(): string {
  if (process.env.MITOSCOPE_SPOOL) return process.env.MITOSCOPE_SPOOL
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'mitoscope', 'spool')
}

/** Returns the files of the spool of one logged run. */
export function spoolFiles(folder: string) {
  return {
    /** Server and run, a SpoolRecord. Written once. */
    record: join(folder, 'run.json'),
    /** Points, one SpoolLine per line. Lines are only appended. */
    points: join(folder, 'points.jsonl'),
    /** Acknowledged points, a SpoolState. Replaced atomically. */
    state: join(folder, 'state.json'),
    /** Lock of the sending process, by lockFile. */
    lock: join(folder, 'lock'),
  }
}

/**
 * Locks a spool for this process, and returns a function that unlocks it. Rejects if another process holds the lock.
 */
export function lockSpool(folder: string): Promise<() => Promise<void>> {
  return lockFile(spoolFiles(folder).lock, (holder) => `${holder} is sending ${folder}`)
}
