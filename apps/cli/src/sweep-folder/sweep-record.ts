import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { checkSweep, type SweepConfig } from '@mitoscope/training'
import { readIfThere } from '../files/read-file.ts'
import type { SweepFolder } from './sweep-folder.ts'
import { writeFileAtomically } from '@mitoscope/lab/local-files'

/** Version of the files of a sweep, to be increased when the meaning of one changes. */
export const formatVersion = 1

/** Version of Mitoscope that writes files. */
export const mitoscopeVersion = (createRequire(import.meta.url)('../../package.json') as { version: string })
  .version

/** Content of a sweep's sweep.json. */
export interface SweepRecord {
  readonly formatVersion: number
  /** Version of Mitoscope that created the sweep. */
  readonly mitoscope: string
  readonly config: SweepConfig
}

/** Starts a sweep in a folder, or continues the one there. Throws an Error if that has other settings. */
export async function claimFolder(folder: SweepFolder, config: SweepConfig): Promise<void> {
  await mkdir(folder.root, { recursive: true })
  const record = await readSweepRecord(folder)
  if (record === undefined) {
    const fresh: SweepRecord = { formatVersion, mitoscope: mitoscopeVersion, config }
    return writeFileAtomically(folder.record, `${JSON.stringify(fresh, null, 2)}\n`)
  }
  const difference = findDifference(record.config, config)
  if (difference === undefined) return
  const [key] = difference.split(/[.[]/) as (keyof SweepConfig)[]
  const [old, asked] = [record.config[key], config[key]].map((value) => JSON.stringify(value))
  throw new Error(
    `${folder.root} holds a sweep with other settings: ${difference} differs (${key} is ${old} there, ` +
      `${asked} was asked for). Choose another folder, or the settings in ${folder.record}`,
  )
}

/** Returns the sweep's record; undefined if the folder has none. Throws an Error if it cannot be parsed. */
export async function readSweepRecord(folder: SweepFolder): Promise<SweepRecord | undefined> {
  const bytes = await readIfThere(folder.record)
  if (bytes === undefined) return undefined
  const record = parseRecord(bytes.toString(), folder)
  if (record.formatVersion !== formatVersion) {
    throw new Error(
      `${folder.record} has format version ${record.formatVersion}, this Mitoscope reads ${formatVersion}. ` +
        `Use the Mitoscope that wrote it (${record.mitoscope}) or another folder`,
    )
  }
  return { ...record, config: checkSweep(record.config) }
}

function parseRecord(text: string, folder: SweepFolder): SweepRecord {
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record === 'object' && record !== null) return record as SweepRecord
  } catch {
    // Reported below, together with JSON that is not an object.
  }
  throw new Error(`${folder.record} is not the record of a sweep. Choose another folder, or remove that file`)
}

/**
 * Returns the first place where two JSON values differ, such as "contrasts[0].seeds[1]"; undefined if they are equal.
 */
function findDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b)) return undefined
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return path
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    const step = Array.isArray(a) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    const difference = findDifference(a[key], b[key], step)
    if (difference !== undefined) return difference
  }
  return undefined
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
