import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkSweep, listRuns, type SweepConfig } from '@mitoscope/training'
import { removeIfEmpty } from './remove-if-empty.ts'
import { lockFolder } from './lock-folder.ts'
import { readRunRecord, type RunRecord } from './run-record.ts'
import { saveStartingNetworks } from './starting-networks.ts'
import { locateSweep, type SweepFolder } from './sweep-folder.ts'
import type { SweepOptions } from './sweep-options.ts'
import { claimFolder } from './sweep-record.ts'
import { trainUnfinished } from './train-unfinished.ts'

const finished = { phase: 'finished', fraction: 1, secondsLeft: 0, working: [] } as const

/**
 * Trains the runs that a sweep's folder does not have yet, in parallel processes, and returns the records of all its
 * runs. After a kill at any moment, the next call with the same settings continues from the finished runs and the last
 * saved epochs. Rejects with BadSweep or BadDataset for unusable settings and data, and with an Error if the folder
 * belongs to another sweep, if another process uses it, or if a training process exits.
 */
export async function runSweep(settings: SweepConfig, options: SweepOptions): Promise<RunRecord[]> {
  const config = checkSweep(settings)
  options.signal?.throwIfAborted()
  const folder = locateSweep(resolve(options.folder))
  await mkdir(folder.root, { recursive: true })
  const unlock = await lockFolder(folder)
  try {
    await claimFolder(folder, config)
    await saveStartingNetworks(folder, config, options.weights ?? [])
    const before = await readRecords(folder, config)
    if (before.includes(undefined)) await trainUnfinished(config, folder, options)
    await rm(folder.unfinished, { recursive: true, force: true })
    const records = await readRecords(folder, config)
    options.onProgress?.({ ...finished, finishedRuns: records.length, totalRuns: records.length })
    return records.filter((record) => record !== undefined)
  } finally {
    await unlock()
    await removeIfEmpty(folder).catch(() => {})
  }
}

function readRecords(folder: SweepFolder, config: SweepConfig): Promise<(RunRecord | undefined)[]> {
  return Promise.all(listRuns(config).map(({ name }) => readRunRecord(folder, name)))
}
