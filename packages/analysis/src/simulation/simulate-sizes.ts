import { normalQuantile } from '../statistics/intervals.ts'
import type { RandomValues } from '../statistics/random-values.ts'
import type { SizedRun } from '../sweep/laws/pool-seeds.ts'

/** Planted law of w*: min(share · W, level), factor · W^exponent, or level · ln(1 + W / level), which bends without a plateau. */
export type PlantedLaw =
  | { readonly kind: 'plateau'; readonly share: number; readonly level: number }
  | { readonly kind: 'power'; readonly factor: number; readonly exponent: number }
  | { readonly kind: 'bent'; readonly level: number }

export interface PlantedSizes {
  readonly widths: readonly number[]
  readonly seeds: number
  readonly law: PlantedLaw
  /** Standard deviation of log w* between seeds: of all widths, or of each. */
  readonly spread: number | ((width: number) => number)
  /** Standard deviation of log w* between draws of one run. */
  readonly drawSpread: number
  readonly draws: number
}

/** Returns the planted w* of a width. */
export function plantedSize(law: PlantedLaw, width: number): number {
  if (law.kind === 'bent') return law.level * Math.log1p(width / law.level)
  return law.kind === 'plateau' ? Math.min(law.share * width, law.level) : law.factor * width ** law.exponent
}

/** Draws the group sizes of a sweep's runs, each with its interval over draws, around a planted law. */
export function simulateSizes(plan: PlantedSizes, random: RandomValues): SizedRun[] {
  const { widths, seeds, law, spread, drawSpread, draws } = plan
  const error = drawSpread / Math.sqrt(draws)
  const spreadOf = typeof spread === 'number' ? () => spread : spread
  return widths.flatMap((width) =>
    Array.from({ length: seeds }, () => {
      const wStar =
        plantedSize(law, width) * Math.exp(spreadOf(width) * random.normal() + error * random.normal())
      // The error is itself estimated, from as many draws.
      const half = normalQuantile * error * Math.sqrt(random.meanSquare(draws - 1))
      return { width, wStar, low: wStar * Math.exp(-half), high: wStar * Math.exp(half) }
    }),
  )
}
