import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkSweep, listRuns, type SweepConfig } from '@mitoscope/training'
import { lockFolder } from './lock-folder.ts'
import { removeIfEmpty } from './remove-if-empty.ts'
import { readRunRecord, type RunRecord } from './run-record.ts'
import { readStartingNetworks, saveStartingNetworks } from './starting-networks.ts'
import { locateSweep, type SweepFolder } from './sweep-folder.ts'
import type { SweepOptions } from './sweep-options.ts'
import { claimFolder } from './sweep-record.ts'

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
