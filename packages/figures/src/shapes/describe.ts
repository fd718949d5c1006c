import { formatCount } from '@mitoscope/analysis/format'
import type { AnalysisInput, MeasureInput, ScalarInput } from '../input/analysis-input.ts'

export const SIZE_AXIS = 'chunk size w (neurons)'

/** Describes the measured layer and the number of draws in one line. */
export function describe(
  { provenance }: MeasureInput,
  { width, rows }: AnalysisInput,
  ...more: string[]
): string {
  const draws = provenance.draws === 1 ? '1 draw' : `${formatCount(provenance.draws)} draws`
  return [
    `layer width W = ${formatCount(width)}`,
    `${formatCount(rows.test)} test inputs`,
    draws,
    ...more,
  ].join(' · ')
}

/** Returns w*(τ) of the analysis, and τ; null if no measure gives it. */
export function criticalSize({ measures }: AnalysisInput): { size: ScalarInput; threshold: number } | null {
  for (const { result, options } of measures) {
    if (result.shape !== 'scalars') continue
    const size = result.scalars.find(({ id }) => id === 'criticalSize')
    if (!size) continue
    const { threshold } = options
    return size.value !== null && typeof threshold === 'number' ? { size, threshold } : null
  }
  return null
}
