import type { DifferingPoint } from './differing-point.ts'
import type { PointColumns } from './metric-points.ts'
import type { OnConflict } from './on-conflict.ts'

/** Selects one value for each step: the first, or, to replace, the last; and compares the others with it. */
export function dropRepeated(
  columns: PointColumns,
  onConflict: OnConflict,
): { readonly columns: PointColumns; readonly equal: number; readonly repeated: readonly DifferingPoint[] } {
  const { steps, values } = columns
  let ascending = true
  for (let i = 1; i < steps.length && ascending; i++) ascending = steps[i] > steps[i - 1]
  if (ascending) return { columns, equal: 0, repeated: [] }
  const kept = new Map<number, number | null>()
  for (let i = 0; i < steps.length; i++)
    if (onConflict === 'replace' || !kept.has(steps[i])) kept.set(steps[i], values[i])
  const differing: DifferingPoint[] = []
  let same = 0
  for (let i = 0; i < steps.length; i++) {
    const stored = kept.get(steps[i])!
    if (stored === values[i]) same++
    else differing.push({ step: steps[i], stored, sent: values[i] })
  }
  return {
    columns: { steps: [...kept.keys()], values: [...kept.values()] },
    equal: same - kept.size,
    repeated: differing,
  }
}
