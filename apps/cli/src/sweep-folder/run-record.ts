import { join, resolve } from 'node:path'
import { type EpochRecord, listRuns, type SweepConfig, type SweepRun } from '@mitoscope/training'
import { readIfThere } from '../files/read-file.ts'
import { RemoteError } from '../remote/server-address.ts'
import { locateSweep, runFiles, type SweepFolder } from './sweep-folder.ts'
import { readSweepRecord } from './sweep-record.ts'

/** Content of a finished run's run.json. */
export interface RunRecord extends SweepRun {
  readonly formatVersion: number
  readonly mitoscope: string
  readonly config: SweepConfig
  readonly backend: string
  readonly device: string
  /** Number of weights and biases of the network. */
  readonly parameters: number
  /** Records of the evaluated epochs, ascending. */
  readonly history: readonly EpochRecord[]
  /** First evaluated epoch with training error exactly 0; null if there is none. */
  readonly interpolationEpoch: number | null
  /** Names of the runs that trained in one batched product, this one included. */
  readonly trainedWith: readonly string[]
  /** SHA-256 of the file with the initial network, in hexadecimal; absent if the network was drawn from the seed. */
  readonly startedFrom?: string
  /** Seconds of training that these runs took together. */
  readonly seconds: number
  /** Mean per channel: a grey value g became (g − mean) / deviation. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  /** Epochs with a checkpoint. */
  readonly checkpoints: readonly number[]
}

/** Returns a finished run's record; undefined if that run is not finished. */
export async function readRunRecord(folder: SweepFolder, name: string): Promise<RunRecord | undefined> {
  const bytes = await readIfThere(join(folder.runs, name, runFiles.record))
  return bytes && (JSON.parse(bytes.toString()) as RunRecord)
}

export interface FinishedRun {
  readonly record: RunRecord
  /** Folder of the sweep. */
  readonly root: string
  /** Folder of the run. */
  readonly path: string
}

/** Returns true if the final loss of the run is not finite; JSON writes such numbers as null. */
export function hasDiverged({ record }: FinishedRun): boolean {
  const last = record.history.at(-1)
  return last !== undefined && !(Number.isFinite(last.trainLoss) && Number.isFinite(last.testLoss))
}

/**
 * Returns settings and finished runs of the sweep in a folder. Rejects with RemoteError if there is no sweep, or no
 * finished run.
 */
export async function listFinishedRuns(root: string): Promise<{ config: SweepConfig; runs: FinishedRun[] }> {
  const folder = locateSweep(resolve(root))
  const sweep = await readSweepRecord(folder)
  if (!sweep) throw new RemoteError(`${root} does not hold a sweep: name a folder of mitoscope sweep.`)
  const runs = []
  for (const { name } of listRuns(sweep.config)) {
    const record = await readRunRecord(folder, name)
    if (record) runs.push({ record, root, path: join(folder.runs, name) })
  }
  if (runs.length === 0)
    throw new RemoteError(`No run of the sweep in ${root} is finished: continue it with mitoscope sweep.`)
  return { config: sweep.config, runs }
}
