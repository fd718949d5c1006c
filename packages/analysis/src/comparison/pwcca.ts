import { type Algebra, transpose } from '@mitoscope/tensor/compute'
import { precisionOf } from '../computations/describe-residuals.ts'
import type { Comparison } from './comparison.ts'
import { fewRowsWarning, noVariance, type PairGrams, traces } from './pair.ts'

/** Canonical correlations, weighted by the share of the neurons along their directions. */
export const pwcca: Comparison = {
  id: 'pwcca',
  version: 1,
  title: 'Projection-weighted CCA',
  summary:
    'Canonical correlations ρᵢ of the whole representations, averaged with weights αᵢ = Σⱼ |⟨hᵢ, xⱼ⟩| for the canonical ' +
    'variables hᵢ (of unit norm) and neurons xⱼ of one of them, over the min(a, b) pairs (Morcos, Raghu, Bengio, NeurIPS 2018, ' +
    'arXiv 1806.05759); once with the weights of each. Directions without variance are left out.',
  options: [],
  quantities: [
    { id: 'pwccaFirst', label: 'PWCCA, weights of the first', mirror: 'pwccaSecond' },
    { id: 'pwccaSecond', label: 'PWCCA, weights of the second', mirror: 'pwccaFirst' },
  ],
  isCubic: true,
  async compare(pair) {
    const grams = await pair.grams()
    const { resolution } = grams
    const precision = precisionOf(resolution)
    const total = traces(grams)
    if (!(total[0] > 0 && total[1] > 0)) {
      const values = { pwccaFirst: null, pwccaSecond: null }
      return { values, precision, resolution, warnings: [noVariance] }
    }
    const { signal, report, backend } = pair.context
    const { algebra } = backend
    const negligible = Math.max(1e-11, 16 * resolution)
    const steps = 5
    const sides = grams.own.map((own, side) => {
      signal?.throwIfAborted()
      report('Projection-weighted CCA', (side + 1) / steps)
      return whiten(own, grams.widths[side], negligible)
    })
    const between = correlate(algebra, grams, sides[0], sides[1])
    report('Projection-weighted CCA', 3 / steps)
    const values = sides.map((side, which) => {
      signal?.throwIfAborted()
      const matrix = which === 0 ? between : transpose(between, sides[0].rank, sides[1].rank)
      const found = weigh(
        algebra,
        side,
        matrix,
        Math.min(sides[0].rank, sides[1].rank),
        sides[1 - which].rank,
      )
      report('Projection-weighted CCA', (4 + which) / steps)
      return found
    })
    return {
      values: { pwccaFirst: values[0], pwccaSecond: values[1] },
      precision,
      resolution,
      warnings: fewRowsWarning(grams),
    }
  },
}

/**
 * Returns the covariances of orthonormal bases of both, [rank of a, rank of b]; their singular values are the canonical
 * correlations.
 */
function correlate(algebra: Algebra, { widths, cross }: PairGrams, a: Whitened, b: Whitened): Float64Array {
  const between = new Float64Array(a.rank * b.rank)
  for (let i = 0; i < a.rank; i++)
    for (let j = 0; j < b.rank; j++) {
      const [x, y] = [a.picks[i], b.picks[j]]
      between[i * b.rank + j] = cross[x * widths[1] + y] / (a.deviations[x] * b.deviations[y])
    }
  const left = algebra.solveTriangular(basisOf(a), a.rank, between, b.rank)
  const turned = algebra.solveTriangular(basisOf(b), b.rank, transpose(left, a.rank, b.rank), a.rank)
  return transpose(turned, b.rank, a.rank)
}

function basisOf({ factor, rank, picks }: Whitened): Float64Array {
  const basis = new Float64Array(rank * rank)
  picks.forEach((pick, i) => basis.set(factor.subarray(pick * rank, (pick + 1) * rank), i * rank))
  return basis
}

/**
 * Returns Σ αᵢ ρᵢ / Σ αᵢ over the `count` strongest canonical directions of one side. `between` is [its rank, other
 * rank].
 */
function weigh(
  algebra: Algebra,
  side: Whitened,
  between: Float64Array,
  count: number,
  other: number,
): number {
  const { rank, factor, deviations } = side
  const products = algebra.multiplyTransposed(between, rank, between, rank, other)
  const { values, vectors } = algebra.symmetricEigen(products, rank)
  const directions = vectors.subarray((rank - count) * rank)
  // ⟨hᵢ, xⱼ⟩ = deviationⱼ · (factor uᵢ)ⱼ
  const shares = algebra.multiplyTransposed(directions, count, factor, deviations.length, rank)
  let [weighted, total] = [0, 0]
  for (let i = 0; i < count; i++) {
    let weight = 0
    for (let j = 0; j < deviations.length; j++)
      weight += Math.abs(shares[i * deviations.length + j]) * deviations[j]
    weighted += weight * Math.sqrt(Math.min(1, Math.max(0, values[rank - count + i])))
    total += weight
  }
  return weighted / total
}

/** Independent neurons of a representation, and all neurons in an orthonormal basis of their span. */
interface Whitened {
  /** Number of independent neurons. */
  readonly rank: number
  /** Indices of the independent neurons, [rank]. */
  readonly picks: Int32Array
  /**
   * Coordinates of all neurons divided by their deviations, [width, rank]; lower triangular in the rows of the picks.
   */
  readonly factor: Float64Array
  /** Roots of the diagonal, √G_jj, [width]. */
  readonly deviations: Float64Array
}

/**
 * Factorises a centred Gram matrix [width, width] by Cholesky with pivoting, scaled to correlations so that neurons of
 * small scale count as much as others. It ends when at most the share `negligible` of any neuron's variance is left.
 */
function whiten(gram: Float64Array, width: number, negligible: number): Whitened {
  const deviations = Float64Array.from({ length: width }, (_, j) => Math.sqrt(gram[j * (width + 1)]))
  const left = deviations.map((deviation) => (deviation > 0 ? 1 : 0))
  const factor = new Float64Array(width * width)
  const picks: number[] = []
  for (let rank = 0; rank < width; rank++) {
    let pick = 0
    for (let j = 1; j < width; j++) if (left[j] > left[pick]) pick = j
    if (!(left[pick] > negligible)) break
    const root = Math.sqrt(left[pick])
    const own = pick * width
    for (let j = 0; j < width; j++) {
      if (!(left[j] > 0) || j === pick) continue
      const row = j * width
      let value = gram[own + j] / (deviations[pick] * deviations[j])
      for (let k = 0; k < rank; k++) value -= factor[own + k] * factor[row + k]
      factor[row + rank] = value / root
      left[j] = Math.max(0, left[j] - factor[row + rank] ** 2)
    }
    factor[own + rank] = root
    left[pick] = 0
    picks.push(pick)
  }
  return {
    rank: picks.length,
    picks: Int32Array.from(picks),
    factor: narrow(factor, width, picks.length),
    deviations,
  }
}

/** Returns the first columns of a square matrix. */
function narrow(matrix: Float64Array, width: number, columns: number): Float64Array {
  if (columns === width) return matrix
  const narrowed = new Float64Array(width * columns)
  for (let j = 0; j < width; j++) narrowed.set(matrix.subarray(j * width, j * width + columns), j * columns)
  return narrowed
}
