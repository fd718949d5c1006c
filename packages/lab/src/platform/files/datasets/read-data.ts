import type { Dataset, RawDataset, SweepConfig } from '@mitoscope/training'

/** Settings of a sweep that select its data and their number. */
export type DataSettings = Pick<
  SweepConfig,
  'dataset' | 'trainSize' | 'testSize' | 'control' | 'labelNoise' | 'dataSeed' | 'pictureSize'
>

/** Decoded data, with shape and classes if only the files define them, and the files to name in messages. */
export interface ReadData {
  readonly raw: RawDataset
  readonly facts?: Pick<Dataset, 'shape' | 'classes'>
  readonly trainFile: string
  readonly testFile: string
}
