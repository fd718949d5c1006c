import { resolve } from 'node:path'
import { openLab, type Lab } from '@mitoscope/lab/open'
import pino from 'pino'
import type { LabFlags } from './lab-settings.ts'

/** Opens the lab that flags and environment name. */
export function openNamedLab({ data }: LabFlags): Promise<Lab> {
  const { DATABASE_URL, MITOSCOPE_BLOBS, MITOSCOPE_LOG } = process.env
  return openLab({
    folder: resolve(data),
    databaseUrl: DATABASE_URL || undefined,
    blobUrl: MITOSCOPE_BLOBS || undefined,
    log: pino({ level: MITOSCOPE_LOG || 'info' }, pino.destination(2)),
  })
}
