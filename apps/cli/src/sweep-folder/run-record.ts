import { join } from 'node:path'
import type { EpochRecord, SweepConfig, SweepRun } from '@mitoscope/training'
import { readIfThere } from '../files/read-if-there.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'

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
