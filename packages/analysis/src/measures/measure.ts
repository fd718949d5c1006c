import type { Warning } from '../representation/representation.ts'
import type { Shape } from '../shapes/shapes.ts'
import type { Context } from '../computations/context.ts'
import type { Option, OptionValues } from './option.ts'

/** A part of a representation that a measure may need. */
export type Need = 'labels.test' | 'features.train' | 'labels.train' | 'readout'

/**
 * Part that a measure plays for pages that need a certain one: each is played by one measure at most. A measure of no
 * role is listed, asked for, drawn and exported as all are.
 */
export type MeasureRole =
  /** Gives w* as the scalar "criticalSize" and the number of groups as "groups", at the option "threshold". */
  | 'CRITICAL_SIZE'
  /** Gives the error of random chunks against their size. */
  | 'CHUNK_ERROR'
  /** Gives the share of the layer that a chunk carries against its size: the first thing to compare between runs. */
  | 'RECONSTRUCTION'
  /** Splits a layer into groups. */
  | 'PARTITION'
  /** Gives what a network makes of some groups of a partition. */
  | 'SELECTION'
  /** Gives the pairs of neurons that share noise. */
  | 'NEURON_PAIRS'

/** Description of a measure: enough for a form, a help text and a chart, without its code. */
export interface MeasureInfo {
  /** Stable name in kebab case. */
  readonly id: string
  /** Raised when the same input would give other numbers. */
  readonly version: number
  readonly title: string
  /** Quantity that is computed, with the source of its formula. */
  readonly summary: string
  readonly shape: Shape['shape']
  readonly role?: MeasureRole
  readonly options: readonly Option[]
  /** Inputs without which the measure cannot run. */
  readonly needs: readonly Need[]
}

export interface Outcome {
  readonly result: Shape
  /** Arithmetic of the numbers, for example "float64". */
  readonly precision: string
  /** Relative size of the rounding behind the numbers. */
  readonly resolution: number
  /** Draws behind the numbers. */
  readonly draws: number
  readonly warnings: readonly Warning[]
}

/** A measure: its description and how it is computed. */
export interface Measure extends MeasureInfo {
  /** True if the measure's curves also stand in the `draws` of an analysis, by their field names; curves of other measures stand in their results only. */
  readonly namesDraws?: true
  /** Computes on the context's representation; rejects with AbortError when its signal is aborted. */
  run(context: Context, options: OptionValues): Promise<Outcome>
}
