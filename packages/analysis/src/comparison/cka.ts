import { warn } from '../computations/context.ts'
import { precisionOf } from '../computations/describe-residuals.ts'
import type { Comparison } from './comparison.ts'
import { noVariance, traces } from './pair.ts'

/** Linear centred kernel alignment, plain and debiased for few inputs. */
export const cka: Comparison = {
  id: 'cka',
  version: 1,
  title: 'Linear CKA',
  summary:
    '‖AᵀB‖² / (‖AᵀA‖ ‖BᵀB‖) in Frobenius norms of centred representations (Kornblith, Norouzi, Lee, Hinton, ICML 2019, arXiv ' +
    '1905.00414). Debiased: the same of the unbiased estimators of HSIC (Song et al., JMLR 13, 2012), for linear kernels in ' +
    'features: ‖AᵀB‖² − N/(N−2) Σ |aₙ|²|bₙ|² + Σ|aₙ|² Σ|bₙ|² / ((N−1)(N−2)); near 0 for unrelated ones, where the plain one ' +
    'grows with width over rows.',
  options: [],
  quantities: [
    { id: 'cka', label: 'CKA' },
    { id: 'ckaDebiased', label: 'CKA, debiased' },
  ],
  isCubic: false,
  async compare(pair) {
    const grams = await pair.grams()
    const { rows: n, resolution } = grams
    const precision = precisionOf(resolution)
    const total = traces(grams)
    const undefinedValues = { cka: null, ckaDebiased: null }
    if (!(total[0] > 0 && total[1] > 0))
      return { values: undefinedValues, precision, resolution, warnings: [noVariance] }
    const [ab, aa, bb] = [grams.cross, ...grams.own].map(sumOfSquares)
    const plain = ab / Math.sqrt(aa * bb)
    if (n < 4) {
      const warnings = [warn('TOO_FEW_ROWS', `Debiased CKA needs 4 rows; there are ${n}.`)]
      return { values: { cka: plain, ckaDebiased: null }, precision, resolution, warnings }
    }
    const squares = await pair.squares()
    const debias = (square: number, rowSquares: number, traceProduct: number) =>
      square - (n / (n - 2)) * rowSquares + traceProduct / ((n - 1) * (n - 2))
    const [a, b] = [debias(aa, squares.aa, total[0] ** 2), debias(bb, squares.bb, total[1] ** 2)]
    const isDefined = a > 0 && b > 0
    const debiased = debias(ab, squares.ab, total[0] * total[1]) / Math.sqrt(a * b)
    return {
      values: { cka: plain, ckaDebiased: isDefined ? debiased : null },
      precision,
      resolution,
      warnings: isDefined
        ? []
        : [warn('NO_UNBIASED_VARIANCE', 'The unbiased HSIC of a representation with itself is not positive: debiased CKA is not defined.')], // prettier-ignore
    }
  },
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
