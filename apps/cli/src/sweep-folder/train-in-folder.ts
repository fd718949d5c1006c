import { mkdir, rm, readdir, rmdir } from 'node:fs/promises'
import { resolve, basename } from 'node:path'
import { checkSweep, listRuns, type SweepConfig } from '@mitoscope/training'
import { readRunRecord, type RunRecord } from './run-record.ts'
import { readStartingNetworks, saveStartingNetworks } from './starting-networks.ts'
import { locateSweep, type SweepFolder, type SweepOptions } from './sweep-folder.ts'
import { claimFolder } from './sweep-record.ts'
import { lockFile } from '@mitoscope/lab/local-files'

/**
 * Trains the runs that a sweep's folder does not have yet, in a lab inside the folder, and returns the records of all its
 * runs. The files of a run are there as soon as it is trained. After a kill at any moment, the next call with the same
 * settings continues from the finished runs and the last saved epochs. Rejects with BadSweep for unusable settings, and
 * with an Error if the folder belongs to another sweep, if another process uses it, or if a run could not be trained.
 */
export async function trainInFolder(settings: SweepConfig, options: SweepOptions): Promise<RunRecord[]> {
  const config = checkSweep(settings)
  options.signal.throwIfAborted()
  const folder = locateSweep(resolve(options.folder))
  await mkdir(folder.root, { recursive: true })
  const unlock = await lockFolder(folder)
  try {
    await claimFolder(folder, config)
    const starts = await readStartingNetworks(config, options.weights ?? [])
    const before = await readRecords(folder, config)
    if (before.some(({ record }) => record === undefined)) {
      const { trainInLab } = await import('./train-in-lab.ts')
      await trainInLab(folder, config, starts, options)
    } else await saveStartingNetworks(folder, config, starts, new Set(config.widths))
    await rm(folder.unfinished, { recursive: true, force: true })
    const records = await readRecords(folder, config)
    return records.flatMap(({ record }) => record ?? [])
  } finally {
    await unlock()
    await removeIfEmpty(folder).catch(() => {})
  }
}

function readRecords(folder: SweepFolder, config: SweepConfig) {
  return Promise.all(
    listRuns(config).map(async (run) => ({ run, record: await readRunRecord(folder, run.name) })),
  )
}

/**
 * Locks a sweep's folder for this process, and returns a function that unlocks it. Rejects if another process holds the
 * lock.
 */
export function lockFolder(folder: SweepFolder): Promise<() => Promise<void>> {
  return lockFile(
    folder.lock,
    (holder) =>
      `${holder[0].toUpperCase()}${holder.slice(1)} is at work on the sweep in ${folder.root}. Wait for it, or choose another ` +
      'folder',
  )
}

/** Removes a sweep's record and folder if nothing else is there, so that a sweep that could not start leaves nothing. */
async function removeIfEmpty(folder: SweepFolder): Promise<void> {
  const names = await readdir(folder.root)
  if (names.some((name) => name !== basename(folder.record))) return
  await rm(folder.record, { force: true })
  await rmdir(folder.root)
}
