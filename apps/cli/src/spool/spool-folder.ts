import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folder of the spools where none is named: MITOSCOPE_SPOOL, or one in the user's data folder. */
export function usualSpools(): string {
  if (process.env.MITOSCOPE_SPOOL) return process.env.MITOSCOPE_SPOOL
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'mitoscope', 'spool')
}

/** Files of the spool of one logged run. */
export function spoolFiles(folder: string) {
  return {
    /** SpoolRecord: server and run. Written once. */
    record: join(folder, 'run.json'),
    /** One SpoolLine per line; only ever appended to. */
    points: join(folder, 'points.jsonl'),
    /** SpoolState: what the server has acknowledged. Replaced atomically. */
    state: join(folder, 'state.json'),
    /** Lock of the process that sends, by lockFile. */
    lock: join(folder, 'lock'),
  }
}
