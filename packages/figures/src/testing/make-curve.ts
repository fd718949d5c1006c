import type { CurveInput } from '../input/analysis-input.ts'

/** Returns a curve of draws with their means and intervals, like those of an analysis. */
export function makeCurve(
  id: string,
  label: string,
  draws: readonly (readonly (number | null)[])[],
): CurveInput {
  const summaries = draws.map((row) => {
    const defined = row.filter((value) => value !== null)
    if (defined.length === 0) return { mean: null, ci95: null }
    const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length
    if (defined.length < 2) return { mean, ci95: null }
    const variance = defined.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (defined.length - 1)
    return { mean, ci95: 2 * Math.sqrt(variance / defined.length) }
  })
  return {
    id,
    label,
    draws,
    mean: summaries.map(({ mean }) => mean),
    ci95: summaries.map(({ ci95 }) => ci95),
  }
}
