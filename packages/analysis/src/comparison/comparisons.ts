import { cka } from './cka.ts'
import type { Comparison } from './comparison.ts'
import { informationImbalance } from './information-imbalance.ts'
import { neighbourOverlap } from './neighbour-overlap.ts'
import { procrustes } from './procrustes.ts'
import { pwcca } from './pwcca.ts'
import { svcca } from './svcca.ts'

/**
 * Every comparison of two representations, in the order in which results are shown. A new comparison is a file and a
 * line here.
 */
export const comparisons: readonly Comparison[] = [
  cka,
  svcca,
  pwcca,
  procrustes,
  neighbourOverlap,
  informationImbalance,
]
