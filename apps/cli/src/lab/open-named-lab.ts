import { resolve } from 'node:path'
import { LabError } from '@mitoscope/lab/errors'
import { openLab, type Lab } from '@mitoscope/lab/open'
import pino, { type Logger } from 'pino'
import type { LabFlags } from './lab-settings.ts'

/** Opens the lab named by flags and environment. */
export function openNamedLab({ data }: LabFlags): Promise<Lab> {
  const { DATABASE_URL, MITOSCOPE_BLOBS } = process.env
  return openLab({
    folder: resolve(data),
    databaseUrl: DATABASE_URL || undefined,
    blobUrl: MITOSCOPE_BLOBS || undefined,
    log: openLog('info'),
  })
}

/** Opens the log on standard error, at the level of the environment, or at `usual`. */
export function openLog(usual: string): Logger {
  return pino({ level: parseLevel(process.env.MITOSCOPE_LOG, usual) }, pino.destination(2))
}

const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** Parses the level of the log. Throws LabError BAD_USER_INPUT for an unknown level. */
function parseLevel(given: string | undefined, usual: string): string {
  const level = given?.trim().toLowerCase() || usual
  if (levels.includes(level)) return level
  throw new LabError('BAD_USER_INPUT', `MITOSCOPE_LOG must be one of ${levels.join(', ')}; got "${given}".`)
}
