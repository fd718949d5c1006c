import type { MetricSeries } from './find-series.ts'

/** Steps of a series, both ends included. */
export interface StepRange {
  readonly fromStep?: number | null
  readonly toStep?: number | null
}

/** Limits a range to possible steps: integers from 0 that the database accepts. */
export function clampRange({ fromStep, toStep }: StepRange): { from: number; to: number } {
  return {
    from: Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.ceil(fromStep ?? 0))),
    to: Math.max(-1, Math.min(Number.MAX_SAFE_INTEGER, Math.floor(toStep ?? Infinity))),
  }
}

/** Returns the part of the range in which the series has points; undefined if there is none. */
export function clipRange(
  { firstStep, lastStep }: Pick<MetricSeries, 'firstStep' | 'lastStep'>,
  range: StepRange,
): { from: number; to: number } | undefined {
  if (firstStep === null || lastStep === null) return undefined
  const { from, to } = clampRange(range)
  const clipped = { from: Math.max(from, firstStep), to: Math.min(to, lastStep) }
  return clipped.from <= clipped.to ? clipped : undefined
}

export function clampCount(
  count: number | null | undefined,
  defaultCount: number,
  min: number,
  max: number,
): number {
  return Math.min(max, Math.max(min, Math.floor(count ?? defaultCount)))
}
