import type { SweepConfig } from '@mitoscope/training'

/**
 * Quantity of a number in the paper: of chunks, or of whole networks (`testErrorOfNetworks`,
 * `trainErrorOfNetworks`).
 */
export type PaperQuantity =
  'excessError' | 'trainError' | 'r2' | 'residualCorrelation' | 'trainErrorOfNetworks'

/** Number in the paper, read off its figure. */
export interface PaperNumber {
  readonly quantity: PaperQuantity
  /** Neurons of the layer. */
  readonly width: number
  /** Neurons of the chunk; equals the width for whole networks. */
  readonly size: number
  readonly value: number
}

/** Duration of a scale, and the basis of that number. */
export interface PaperDuration {
  readonly minutes: number
  readonly machine: 'two cores' | 'one GPU'
  /** Basis of the duration: estimated from the number of operations, or measured. */
  readonly basis: 'measured' | 'estimated'
}

/** Sweep beside that of a scale, whose runs are the controls of it. */
export interface PaperControl {
  /** Name, by which its folder differs from that of the scale's sweep. */
  readonly id: string
  readonly config: SweepConfig
}

/** One way to reproduce a figure: a sweep and its analysis. */
export interface PaperScale {
  /** Name of the sweep, and of its folder: figures with the same sweep share it, and train it once. */
  readonly sweep: string
  readonly config: SweepConfig
  /** Sweeps of control runs, trained and reported with it; none by default. */
  readonly controls?: readonly PaperControl[]
  /** Draws per run. */
  readonly draws: number
  /** True if the saved epochs of runs are analysed too. */
  readonly epochs: boolean
  readonly expected: PaperDuration
  /** True if the networks are the paper's, so that the numbers are comparable. */
  readonly isOfPaper: boolean
  /** Limits of the scale in plain words. */
  readonly limits: string
}

export const scaleNames = ['small', 'full'] as const
export type ScaleName = (typeof scaleNames)[number]

/** Recipe for a figure of the paper (Doimo et al., arXiv 2106.03485). */
export interface PaperFigure extends Readonly<Record<ScaleName, PaperScale>> {
  /** Id by content, because the numbers of figures differ between versions of the paper. */
  readonly id: string
  /** Other names of the figure, for example "fig3b". */
  readonly aliases: readonly string[]
  /** Version, raised whenever a change alters the figure's numbers. */
  readonly version: number
  readonly title: string
  /** Content of the figure in one sentence. */
  readonly shows: string
  readonly citation: string
  /** Ids of the claims that the figure checks. */
  readonly claims: readonly string[]
  /** Networks behind `numbers`; empty if there are none. */
  readonly network: string
  readonly numbers: readonly PaperNumber[]
}
