import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { ControlName } from '../datasets/controls.ts'
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
  /**
   * Share of the training labels that are replaced by another class; the default is 0. Every run trains, is measured and
   * is represented with the replaced labels, the same ones for all seeds: noise is a property of the data, so that seeds
   * differ by initialisation and order alone, as without noise, and runs that train together share one dataset.
   */
  readonly labelNoise?: number
  /** Seed of values drawn for the data, of their control and of label noise; the default is 0. */
  readonly dataSeed?: number
  /** Rows and columns to which the user's pictures are scaled; the default is 32. */
  readonly pictureSize?: number
  /** Number of training images used, the first ones of the split. */
  readonly trainSize: number
  /**
   * Number of test images used, the first ones of the split; of a published dataset, those beyond it are training images
   * that are not trained on.
   */
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

/** Thrown when a sweep's settings cannot be used. The message names the setting, its value and the remedy. */
export class BadSweep extends Error {
  readonly setting: string

  constructor(setting: string, problem: string, remedy: string) {
    super(`${setting}: ${problem}. ${remedy}`)
    this.name = 'BadSweep'
    this.setting = setting
  }
}

/** Settings by which a sweep may stand beside another as its control. */
export type ControlSettings = Pick<
  SweepConfig,
  'epochs' | 'control' | 'labelNoise' | 'decayFrom' | 'decayFromEpoch'
>

/**
 * Returns the kind of control that runs with these settings are: "untrained", or what differs from an ordinary training,
 * such as "shuffled-labels", "label-noise-0.2" or "decay-from-interpolation", joined by "-and-"; "none" for an ordinary
 * one.
 */
export function kindOfControl(settings: ControlSettings): string {
  const { epochs, control = 'none', labelNoise = 0, decayFrom = 'start', decayFromEpoch = 2 } = settings
  if (epochs === 0) return 'untrained'
  const parts = [
    ...(control === 'none' ? [] : [control]),
    ...(labelNoise === 0 ? [] : [`label-noise-${labelNoise}`]),
    ...(decayFrom === 'start' ? [] : [`decay-from-${decayFrom}${decayFrom === 'epoch' ? `-${decayFromEpoch}` : ''}`]), // prettier-ignore
  ]
  return parts.join('-and-') || 'none'
}

/** Returns a sweep's title in one line: "mnist, fully-connected with 2 hidden layers, 40 epochs". */
export function titleSweep(
  config: Pick<SweepConfig, 'dataset' | 'architecture' | 'hiddenLayers'> & ControlSettings,
): string {
  const { dataset, architecture, hiddenLayers, epochs } = config
  const kind = kindOfControl({ ...config, epochs: 1 })
  const data = kind === 'none' ? dataset : `${dataset} (${kind.replaceAll('-and-', ', ')})`
  const network =
    hiddenLayers === undefined ? architecture : `${architecture} with ${hiddenLayers} hidden layers`
  return `${data}, ${network}, ${epochs === 0 ? 'untrained' : `${epochs} epochs`}`
}
