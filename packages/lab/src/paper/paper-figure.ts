import type { SweepConfig } from '@mitoscope/training'

/** What a number of the paper is: of chunks, or of whole networks (`testErrorOfNetworks`, `trainErrorOfNetworks`). */
export type PaperQuantity =
  'excessError' | 'trainError' | 'r2' | 'residualCorrelation' | 'trainErrorOfNetworks'

/** A number that the paper gives, read off its figure. */
export interface PaperNumber {
  readonly quantity: PaperQuantity
  /** Neurons of the layer. */
  readonly width: number
  /** Neurons of the chunk; the width for whole networks. */
  readonly size: number
  readonly value: number
}

/** How long a scale takes, and how that is known. */
export interface PaperDuration {
  readonly minutes: number
  readonly machine: 'two cores' | 'one GPU'
  /** "estimated" from the number of operations, or "measured". */
  readonly basis: 'measured' | 'estimated'
}

/** One way to run a figure: a sweep and how it is analysed. */
export interface PaperScale {
  /** Name of its sweep, and so of its folder: figures with the same sweep share it, and train it once. */
  readonly sweep: string
  readonly config: SweepConfig
  /** Draws per run. */
  readonly draws: number
  /** Whether the epochs that runs kept are analysed too. */
  readonly epochs: boolean
  readonly expected: PaperDuration
  /** Whether its networks are the paper's, so that numbers can be set against each other. */
  readonly isOfPaper: boolean
  /** What it cannot show, in plain words. */
  readonly limits: string
}

export const scaleNames = ['small', 'full'] as const
export type ScaleName = (typeof scaleNames)[number]

/** A figure of the paper (Doimo et al., arXiv 2106.03485) as a recipe. */
export interface PaperFigure extends Readonly<Record<ScaleName, PaperScale>> {
  /** By content: the numbers of figures differ between versions of the paper. */
  readonly id: string
  /** Other names of it, as "fig3b". */
  readonly aliases: readonly string[]
  /** Raised whenever a change makes other numbers of it. */
  readonly version: number
  readonly title: string
  /** What it shows, in a sentence. */
  readonly shows: string
  readonly citation: string
  /** Ids of the claims that it checks. */
  readonly claims: readonly string[]
  /** Which networks `numbers` are of; empty where there are none. */
  readonly network: string
  readonly numbers: readonly PaperNumber[]
}
