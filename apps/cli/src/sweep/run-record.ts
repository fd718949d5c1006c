import { join } from 'node:path'
import type { EpochRecord, SweepConfig, SweepRun } from '@mitoscope/training'
import { readIfThere } from '../files/read-if-there.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'

/** What stands in a finished run's run.json. */
export interface RunRecord extends SweepRun {
  readonly formatVersion: number
  readonly mitoscope: string
  readonly config: SweepConfig
  readonly backend: string
  readonly device: string
  /** Weights and biases of the network. */
  readonly parameters: number
  /** The evaluated epochs, ascending. */
  readonly history: readonly EpochRecord[]
  /** The first evaluated epoch with training error exactly 0; null when there is none. */
  readonly interpolationEpoch: number | null
  /** Names of the runs that trained in one batched product, this one included. */
  readonly trainedWith: readonly string[]
  /** SHA-256 of the network that the run began from; left out where its seed drew it. */
  readonly startedFrom?: string
  /** Seconds that these runs took together. */
  readonly seconds: number
  /** Standardisation by channel: a grey value g became (g − mean) / deviation. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  /** Epochs whose parameters lie in the run's checkpoints. */
  readonly checkpoints: readonly number[]
}

/** A finished run's record, or undefined when that run is not finished. */
export async function readRunRecord(folder: SweepFolder, name: string): Promise<RunRecord | undefined> {
  const bytes = await readIfThere(join(folder.runs, name, runFiles.record))
  return bytes && (JSON.parse(bytes.toString()) as RunRecord)
}
