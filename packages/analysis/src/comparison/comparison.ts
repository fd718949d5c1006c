import type { Option, OptionValues } from '../measures/option.ts'
import type { Warning } from '../representation/representation.ts'
import type { Pair } from './pair.ts'

/** Result of one comparison of two representations of the same inputs. */
interface Compared {
  /** Values by the ids of `quantities`; null if undefined, with the reason among the warnings. */
  readonly values: Readonly<Record<string, number | null>>
  /** Arithmetic that the numbers were computed in, such as "float64". */
  readonly precision: string
  /** Relative rounding error of the numbers. */
  readonly resolution: number
  readonly warnings: readonly Warning[]
}

/** Description of one number that a comparison returns. */
export interface Quantity {
  readonly id: string
  readonly label: string
  /**
   * Id of the quantity with this value when the two representations change places; absent if the value stays the same.
   */
  readonly mirror?: string
}

/** Description and code of a way to compare two representations of the same inputs. */
export interface Comparison {
  /** Stable name in kebab case. */
  readonly id: string
  /** Version, raised when the same input would give other numbers. */
  readonly version: number
  readonly title: string
  /** Definition of the quantities, with the source of the formula. */
  readonly summary: string
  readonly options: readonly Option[]
  readonly quantities: readonly Quantity[]
  /** True if the time grows with the cube of the width: chunks are then compared up to a limited size. */
  readonly isCubic: boolean
  compare(pair: Pair, options: OptionValues): Promise<Compared>
}
