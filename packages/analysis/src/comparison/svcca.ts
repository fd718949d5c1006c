import { transpose, type Algebra } from '@mitoscope/tensor/compute'
import { precisionOf } from '../computations/describe-residuals.ts'
import type { Comparison } from './comparison.ts'
import { fewRowsWarning, noVariance, traces } from './pair.ts'

/** Canonical correlations of the principal components that carry most of the variance. */
export const svcca: Comparison = {
  id: 'svcca',
  version: 1,
  title: 'SVCCA',
  summary:
    'Mean canonical correlation of the principal components of each that together hold the share `variance` of its variance, ' +
    'over the smaller number of them (Raghu, Gilmer, Yosinski, Sohl-Dickstein, NeurIPS 2017, arXiv 1706.05806).',
  options: [
    {
      kind: 'number',
      name: 'variance',
      description: 'Share of the variance that the principal components hold, at least.',
      minimum: 0.01,
      maximum: 0.9999,
      default: 0.99,
    },
  ],
  quantities: [{ id: 'svcca', label: 'SVCCA' }],
  isCubic: true,
  async compare(pair, options) {
    const grams = await pair.grams()
    const { resolution, widths, cross } = grams
    const precision = precisionOf(resolution)
    const total = traces(grams)
    if (!(total[0] > 0 && total[1] > 0))
      return { values: { svcca: null }, precision, resolution, warnings: [noVariance] }
    const { signal, report, backend } = pair.context
    const { algebra } = backend
    const [a, b] = grams.own.map((own, side) => {
      signal?.throwIfAborted()
      const found = strongest(algebra, own, widths[side], (options.variance as number) * total[side])
      report('SVCCA', (side + 1) / 3)
      return found
    })
    signal?.throwIfAborted()
    // [components of a, width of b], then [components of b, components of a]: covariances of unit components.
    const half = algebra.multiplyTransposed(
      a.rows,
      a.count,
      transpose(cross, ...widths),
      widths[1],
      widths[0],
    )
    const between = algebra.multiplyTransposed(b.rows, b.count, half, a.count, widths[1])
    const correlations = algebra.singularValues(between, b.count, a.count)
    const sum = correlations.reduce((all, value) => all + Math.min(1, value), 0)
    report('SVCCA', 1)
    return {
      values: { svcca: sum / Math.min(a.count, b.count) },
      precision,
      resolution,
      warnings: fewRowsWarning(grams),
    }
  },
}

/**
 * Returns the eigenvectors of the largest eigenvalues that add up to `enough`, each divided by the root of its
 * eigenvalue.
 */
function strongest(algebra: Algebra, gram: Float64Array, width: number, enough: number) {
  const { values, vectors } = algebra.symmetricEigen(gram, width)
  let held = 0
  let count = 0
  while (count < width && held < enough) {
    const value = values[width - 1 - count]
    // Eigenvalues below this are rounding errors, and so is the rest that is missing of `enough`.
    if (!(value > 1e-13 * values[width - 1])) break
    held += value
    count++
  }
  const rows = vectors.slice((width - count) * width)
  for (let k = 0; k < count; k++) {
    const scale = 1 / Math.sqrt(values[width - count + k])
    for (let j = 0; j < width; j++) rows[k * width + j] *= scale
  }
  return { rows, count }
}
