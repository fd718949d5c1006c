import type { Dataset, RawDataset, SweepConfig } from '@mitoscope/training'

/** Which data a sweep wants, and how many of them. */
export type DataSettings = Pick<
  SweepConfig,
  'dataset' | 'trainSize' | 'testSize' | 'control' | 'dataSeed' | 'pictureSize'
>

/** What was read, its shape and classes where only the files tell them, and the files to name in messages. */
export interface ReadData {
  readonly raw: RawDataset
  readonly facts?: Pick<Dataset, 'shape' | 'classes'>
  readonly trainFile: string
  readonly testFile: string
}
