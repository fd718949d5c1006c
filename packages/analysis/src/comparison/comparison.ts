import type { Option, OptionValues } from '../measures/option.ts'
import type { Warning } from '../representation/representation.ts'
import type { Pair } from './pair.ts'

/** What a comparison finds between two representations of the same inputs. */
interface Compared {
  /** By the ids of `quantities`; null where not defined, with the reason among the warnings. */
  readonly values: Readonly<Record<string, number | null>>
  /** Arithmetic of the numbers. */
  readonly precision: string
  /** Relative size of the rounding behind the numbers. */
  readonly resolution: number
  readonly warnings: readonly Warning[]
}

/** One number that a comparison gives. */
export interface Quantity {
  readonly id: string
  readonly label: string
  /** The quantity that has this value when the two change places; its own where they may. */
  readonly mirror?: string
}

/** A way to compare two representations of the same inputs: its description and how it is computed. */
export interface Comparison {
  /** Stable name in kebab case. */
  readonly id: string
  /** Raised when the same input would give other numbers. */
  readonly version: number
  readonly title: string
  /** What is computed, with the source of the formula. */
  readonly summary: string
  readonly options: readonly Option[]
  readonly quantities: readonly Quantity[]
  /** Whether its time grows with the cube of the width: then chunks are compared up to a size only. */
  readonly isCubic: boolean
  compare(pair: Pair, options: OptionValues): Promise<Compared>
}
