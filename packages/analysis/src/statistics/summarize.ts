import type { Curve } from '../shapes/curves.ts'
import { tQuantile } from './intervals.ts'

export interface Summary {
  readonly n: number
  readonly mean: number | null
  /** Sample standard deviation (n − 1); null if there are fewer than two values. */
  readonly std: number | null
  /** Half width of the 95 % confidence interval of the mean by Student's t; null if there are fewer than two values. */
  readonly ci95: number | null
}

/** Returns the mean and spread of the defined values. */
export function summarize(values: readonly (number | null)[]): Summary {
  const defined = values.filter((value) => value !== null)
  const n = defined.length
  if (n === 0) return { n, mean: null, std: null, ci95: null }
  // Deviations from the first value, so that equal values have no spread by rounding.
  const mean = defined[0] + defined.reduce((sum, value) => sum + (value - defined[0]), 0) / n
  if (n === 1) return { n, mean, std: null, ci95: null }
  const variance = defined.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const std = Math.sqrt(variance)
  return { n, mean, std, ci95: (tQuantile(n - 1) * std) / Math.sqrt(n) }
}

/** Summarises the draws of a curve, [size][draw]. */
export function summarizeCurve(id: string, label: string, draws: (number | null)[][]): Curve {
  const summaries = draws.map(summarize)
  return {
    id,
    label,
    draws,
    mean: summaries.map((s) => s.mean),
    std: summaries.map((s) => s.std),
    ci95: summaries.map((s) => s.ci95),
    n: summaries.map((s) => s.n),
  }
}

/**
 * Returns the mean of the defined values among `values[index]` for the picked indices, by default of all; null if no
 * value is defined.
 */
export function meanOf(values: readonly (number | null)[], picked?: readonly number[]): number | null {
  let sum = 0
  let n = 0
  const count = picked ? picked.length : values.length
  for (let i = 0; i < count; i++) {
    const value = values[picked ? picked[i] : i]
    if (value === null) continue
    sum += value
    n++
  }
  return n > 0 ? sum / n : null
}
