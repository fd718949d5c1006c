import { LabError } from '../errors/lab-error.ts'
import type { SeriesOutcome } from './insert-points.ts'

/**
 * Throws CONFLICT if a step has another value than the one that was sent; the caller's transaction is rolled
 * back.
 */
export function refuseDiffering(outcomes: readonly SeriesOutcome[]): void {
  const all = outcomes.flatMap(({ row, differing, repeated }) =>
    [...differing, ...repeated].map((point) => ({ ...point, row })),
  )
  if (all.length === 0) return
  const [{ row, step, stored, sent }] = all
  const more = all.length === 1 ? '' : `, and ${all.length - 1} more points differ`
  throw new LabError(
    'CONFLICT',
    `"${row.name}" has another value at step ${step}: ${show(stored)} is there, ${show(sent)} was sent${more} ` +
      `(${all.length} in all). Nothing was written. Send other steps, or onConflict KEEP or REPLACE.`,
    { runId: row.runId },
  )
}

function show(value: number | null): string {
  return value === null ? 'null (not finite)' : String(value)
}
