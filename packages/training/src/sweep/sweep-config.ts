import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { ControlName } from '../datasets/controls/controls.ts'
import type { Recipe } from '../recipe/recipe.ts'

/** Runs beside the grid, to be set against it. */
export interface Contrast {
  readonly weightDecay: number
  readonly seeds: readonly number[]
}

/**
 * A sweep: one model trained at several widths, with several seeds and weight decays. Plain JSON. What a setting may
 * leave out is left out where it has its default, so that the same sweep always reads the same. No epochs leave the
 * networks untrained.
 */
export interface SweepConfig extends Recipe {
  /** Id in the catalogue of datasets. */
  readonly dataset: string
  /** What the dataset is turned into, as a control: "none" when left out. */
  readonly control?: ControlName
  /** Determines what is drawn for the data: 0 when left out. */
  readonly dataSeed?: number
  /** Rows and columns that pictures of the user's are scaled to: 32 when left out. */
  readonly pictureSize?: number
  /** The first so many images of each split are used. */
  readonly trainSize: number
  readonly testSize: number
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  /** Of the fully connected network, and only there. */
  readonly hiddenLayers?: number
  /** The architecture's options, by name; what is left out has its default. */
  readonly options?: ArchitectureOptions
  readonly widths: readonly number[]
  /** Every width is trained with each seed at each weight decay … */
  readonly seeds: readonly number[]
  readonly weightDecays: readonly number[]
  /** … and with these. */
  readonly contrasts: readonly Contrast[]
  /** Every so many epochs are evaluated; epochs 1 to 5, checkpoints, interpolation and the last always are. */
  readonly evaluateEvery: number
  /** Epochs whose parameters are kept, beside the last. */
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
