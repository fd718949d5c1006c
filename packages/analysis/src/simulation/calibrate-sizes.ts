import { openRandom } from '../statistics/random-values.ts'
import { fitSeries } from '../sweep/laws/fit-series.ts'
import { poolSeeds, sizeOfWidth } from '../sweep/laws/pool-seeds.ts'
import { plantedSize, type PlantedLaw, simulateSizes } from './simulate-sizes.ts'

/** Widths of the default sweep. */
export const widths = [16, 32, 64, 128, 256, 512, 1024]

/** Spread between draws of one run and their number, of which the error of one w* is 0.8 %. */
const ofDraws = { drawSpread: 0.05, draws: 40 }

export interface SizesPlan {
  readonly law: PlantedLaw
  readonly seeds: number
  /** Standard deviation of log w* between seeds. */
  readonly spread: number
  readonly repetitions: number
}

/** Shares of sweeps, of as many as were simulated. */
export interface Coverage {
  readonly 'w*': number
  readonly groups: number
  readonly 'critical width': number
  readonly plateau: number
  readonly slope: number
  readonly 'growth exponent': number
}

/** Returns the share of simulated sweeps with a plateau whose nominal 95 % intervals hold the planted values. */
export function coverSizes({ law, seeds, spread, repetitions }: SizesPlan): Coverage {
  if (law.kind !== 'plateau') throw new Error('Intervals are of the law with a plateau.')
  const random = openRandom(1, `coverage ${JSON.stringify({ law, seeds, spread })}`)
  const covered = { 'w*': 0, groups: 0, 'critical width': 0, plateau: 0, slope: 0, 'growth exponent': 0 }
  const width = 256
  const size = plantedSize(law, width)
  for (let i = 0; i < repetitions; i++) {
    const pooled = poolSeeds(simulateSizes({ widths, seeds, law, spread, ...ofDraws }, random))
    const { low, high } = sizeOfWidth(pooled, width)
    // The comparison of laws decides nothing here but whether the widths stray.
    const fit = fitSeries(pooled, 59)!
    const holds = (ends: { readonly low: number | null; readonly high: number | null }, truth: number) =>
      Number(ends.low! <= truth && truth <= ends.high!)
    covered['w*'] += holds({ low, high }, size)
    covered.groups += holds({ low: width / high!, high: width / low! }, width / size)
    covered['critical width'] += holds(fit.criticalWidth, law.level / law.share)
    covered.plateau += holds(fit.plateau, law.level)
    covered.slope += holds(fit.slope, 1 / law.level)
    covered['growth exponent'] += holds(fit.growth!, 1)
  }
  return Object.fromEntries(Object.entries(covered).map(([of, n]) => [of, n / repetitions])) as unknown as Coverage // prettier-ignore
}

/**
 * Returns the share of simulated sweeps in which the nominal 95 % interval of the widest layer's w* holds the planted one,
 * where the spread between seeds rises in proportion to a power of the width, `rise`-fold from 64 neurons to the widest.
 */
export function coverWidest({
  law,
  seeds,
  spread,
  repetitions,
  rise,
}: SizesPlan & { readonly rise: number }): number {
  const random = openRandom(3, `widest ${JSON.stringify({ law, seeds, spread, rise })}`)
  const width = widths.at(-1)!
  const spreadOf = (own: number) => spread * (own / width) ** (Math.log(rise) / Math.log(width / 64))
  const size = plantedSize(law, width)
  let held = 0
  for (let i = 0; i < repetitions; i++) {
    const runs = simulateSizes({ widths, seeds, law, spread: spreadOf, ...ofDraws }, random)
    const { low, high } = sizeOfWidth(poolSeeds(runs), width)
    held += Number(low! <= size && size <= high!)
  }
  return held / repetitions
}

/** Returns the shares of simulated sweeps in which a plateau is supported, and in which it is rejected. */
export function decideLaws({ law, seeds, spread, repetitions }: SizesPlan) {
  const random = openRandom(2, `laws ${JSON.stringify({ law, seeds, spread })}`)
  let [supported, rejected, power] = [0, 0, 0]
  for (let i = 0; i < repetitions; i++) {
    const fit = fitSeries(poolSeeds(simulateSizes({ widths, seeds, law, spread, ...ofDraws }, random)), 199)!
    supported += Number(fit.supported)
    rejected += Number(!fit.supported && fit.pPlateau! <= 0.05)
    power += fit.power!
  }
  return { supported: supported / repetitions, rejected: rejected / repetitions, power: power / repetitions }
}
