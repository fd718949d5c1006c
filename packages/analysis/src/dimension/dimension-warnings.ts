import type { Warning } from '../representation/representation.ts'
import { warn } from '../computations/context.ts'

/** Counts of problems met while ratios of neighbour distances were computed. */
interface Met {
  /** Largest number of points of one chunk that repeat others. */
  repeated: number
  /** Number of chunks with such points, and of all chunks. */
  withRepeated: number
  chunks: number
  /** Number of chunks with too few distinct points for the requested neighbours. */
  tooFew: number
  /** Number of chunks in which more than 1 % of the points have two neighbours at one distance. */
  tied: number
  /** Number of points of the whole layer with others nearer than chance explains. */
  tooNear: number
}

export const nothingMet = (): Met => ({
  repeated: 0,
  withRepeated: 0,
  chunks: 0,
  tooFew: 0,
  tied: 0,
  tooNear: 0,
})

/** Returns warnings of points that repeat, of too few points, and of tied distances. */
export function dimensionWarnings(met: Met, points: number, rows: number): Warning[] {
  const warnings: Warning[] = []
  const of = met.chunks > 1 ? ` in ${met.withRepeated} of ${met.chunks} chunks, where it is most` : ''
  if (points < rows)
    warnings.push(warn('POINTS_SAMPLED', `Distances are between ${points} of the ${rows} test rows.`))
  if (met.repeated > 0)
    warnings.push(
      warn(
        'DUPLICATE_POINTS',
        `${met.repeated} of ${points} points repeat others, if not for rounding, and were left out${of}.`,
      ),
    )
  if (met.tooNear > 0)
    warnings.push(
      warn('NEAR_DUPLICATES', `${met.tooNear} of ${points} points have others that are nearer than points of such a sample come by chance, as inputs that are nearly repeated do: 2NN and Gride of small n₂ are too small. Leave one of each out, or read Gride of larger n₂.`),
    ) // prettier-ignore
  if (met.tooFew > 0)
    warnings.push(
      warn('TOO_FEW_POINTS', `Too few distinct points for the neighbours asked for in ${met.tooFew} of ${met.chunks} chunks: there the dimension is not defined.`),
    ) // prettier-ignore
  if (met.tied > 0)
    warnings.push(
      warn('TIED_DISTANCES', `In ${met.tied} of ${met.chunks} chunks more than 1 % of the points have neighbours at one and the same distance, as discrete values have: estimates there are too large.`),
    ) // prettier-ignore
  return warnings
}

/** Returns true if more than 1 % of the ratios are exactly 1. */
export function isTied(logarithms: Float64Array): boolean {
  let equal = 0
  for (const log of logarithms) if (log === 0) equal++
  return equal > logarithms.length / 100
}
