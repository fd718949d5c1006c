import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { ControlName } from '../datasets/controls/controls.ts'
import type { Hyperparameters } from '../hyperparameters/hyperparameters.ts'

/** Runs outside the grid, for comparison with it. */
export interface Contrast {
  readonly weightDecay: number
  readonly seeds: readonly number[]
}

/**
 * A sweep: one model trained at several widths, with several seeds and weight decays. Plain JSON. Optional settings
 * that equal their default are absent, so that the same sweep always has the same JSON. With 0 epochs the networks stay
 * untrained.
 */
export interface SweepConfig extends Hyperparameters {
  /** Id in the catalogue of datasets. */
  readonly dataset: string
  /** Control that replaces the dataset; the default is "none". */
  readonly control?: ControlName
  /** Seed of values drawn for the data; the default is 0. */
  readonly dataSeed?: number
  /** Rows and columns to which the user's pictures are scaled; the default is 32. */
  readonly pictureSize?: number
  /** Number of training images used, the first ones of the split. */
  readonly trainSize: number
  readonly testSize: number
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  /** Number of hidden layers, for the fully connected network only. */
  readonly hiddenLayers?: number
  /** Options of the architecture by name; a missing option has its default. */
  readonly options?: ArchitectureOptions
  readonly widths: readonly number[]
  /** Seeds; every width is trained with each seed at each weight decay. */
  readonly seeds: readonly number[]
  readonly weightDecays: readonly number[]
  /** Further runs of every width. */
  readonly contrasts: readonly Contrast[]
  /** Epochs between evaluations. Epochs 1 to 5, checkpoints, interpolation and the last epoch are always evaluated. */
  readonly evaluateEvery: number
  /** Epochs after which the parameters are saved; the last epoch's are always saved. */
  readonly checkpoints: readonly number[]
}

/** The sweep that shows the plateau of group sizes in minutes on a laptop. */
export const defaultSweep: SweepConfig = {
  dataset: 'mnist',
  trainSize: 10_000,
  testSize: 10_000,
  architecture: 'fully-connected',
  hiddenLayers: 2,
  widths: [16, 32, 64, 128, 256, 512, 1024],
  seeds: [0, 1],
  weightDecays: [2e-3],
  contrasts: [{ weightDecay: 0, seeds: [0] }],
  epochs: 40,
  batchSize: 128,
  learningRate: 0.1,
  momentum: 0.9,
  evaluateEvery: 10,
  checkpoints: [1, 2, 5, 10, 20, 40],
}
