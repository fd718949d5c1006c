import { precisionOf } from '../computations/describe-residuals.ts'
import type { Comparison } from './comparison.ts'
import { noVariance, traces } from './pair.ts'

/** Orthogonal Procrustes: the distance that remains after the best rotation of one representation onto the other. */
export const procrustes: Comparison = {
  id: 'procrustes',
  version: 1,
  title: 'Orthogonal Procrustes',
  summary:
    'Both representations centred and divided by their Frobenius norms, the narrower one padded with zeros. Distance: ' +
    'min over rotations Q of ‖A − BQ‖² = 2 − 2‖AᵀB‖*, squared, 0 … 2 (Ding, Denain, Steinhardt, NeurIPS 2021, arXiv 2108.01661). ' +
    'Angle: arccos ‖AᵀB‖* in radians, 0 … π/2, a metric (Williams, Kunz, Kornblith, Linderman, NeurIPS 2021, arXiv 2110.14739).',
  options: [],
  quantities: [
    { id: 'procrustes', label: 'squared Procrustes distance' },
    { id: 'procrustesAngle', label: 'Procrustes angle' },
  ],
  isCubic: true,
  async compare(pair) {
    const grams = await pair.grams()
    const { resolution, widths, cross } = grams
    const precision = precisionOf(resolution)
    const [a, b] = traces(grams)
    if (!(a > 0 && b > 0)) {
      const values = { procrustes: null, procrustesAngle: null }
      return { values, precision, resolution, warnings: [noVariance] }
    }
    pair.context.signal?.throwIfAborted()
    const { algebra } = pair.context.backend
    const nuclear = algebra.singularValues(cross, ...widths).reduce((sum, value) => sum + value, 0)
    pair.context.report('Procrustes', 1)
    const cosine = Math.min(1, nuclear / Math.sqrt(a * b))
    return {
      values: { procrustes: 2 - 2 * cosine, procrustesAngle: Math.acos(cosine) },
      precision,
      resolution,
      warnings: [],
    }
  },
}
