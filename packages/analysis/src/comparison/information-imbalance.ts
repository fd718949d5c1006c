import { pointsOption } from '../measures/options.ts'
import { rankPoints } from '../neighbours/nearest-points.ts'
import type { Comparison } from './comparison.ts'
import { EXACT, openNeighbours } from './open-neighbours.ts'

/**
 * Information imbalance: how well nearness in one representation predicts nearness in the other, in both directions.
 */
export const informationImbalance: Comparison = {
  id: 'information-imbalance',
  version: 1,
  title: 'Information imbalance',
  summary:
    'Δ(A → B) = 2/N · mean rank by distance in B of the k nearest inputs in A (Glielmo, Zeni, Cheng, Csányi, Laio, PNAS Nexus 1, ' +
    'pgac039, 2022): near 0 where A says all of B, 1 where it says nothing; and the other way round.',
  options: [
    {
      kind: 'integer',
      name: 'neighbours',
      description: 'k: how many nearest inputs are ranked.',
      minimum: 1,
      maximum: 100,
      default: 1,
    },
    pointsOption(2000),
  ],
  quantities: [
    { id: 'imbalanceForth', label: 'Δ(first → second)', mirror: 'imbalanceBack' },
    { id: 'imbalanceBack', label: 'Δ(second → first)', mirror: 'imbalanceForth' },
  ],
  isCubic: false,
  async compare(pair, options) {
    const { sides, warnings } = await openNeighbours(pair, options, options.neighbours as number)
    if (!sides) return { values: { imbalanceForth: null, imbalanceBack: null }, ...EXACT, warnings }
    const [a, b] = sides
    const forth = await rankPoints(b.distances, a.nearest, 'Ranks in the second')
    const back = await rankPoints(a.distances, b.nearest, 'Ranks in the first')
    const imbalance = (ranks: Float64Array) =>
      (2 * ranks.reduce((sum, rank) => sum + rank, 0)) / ranks.length ** 2
    return {
      values: { imbalanceForth: imbalance(forth), imbalanceBack: imbalance(back) },
      ...EXACT,
      warnings,
    }
  },
}
