import type { SlimCurve, SlimCurves } from '@mitoscope/analysis'

/** Curve at sizes that it shares with other curves; null, with n = 0, at sizes that it lacks. */
export type AlignedCurve = SlimCurve

/**
 * Lists the chunk sizes of several results, ascending: the sizes common to all results if `all`, else those
 * of any.
 */
export function listSizes(results: readonly SlimCurves[], all: boolean): number[] {
  const sizes = [...new Set(results.flatMap((result) => result.sizes))].toSorted((a, b) => a - b)
  return all ? sizes : sizes.filter((size) => results.every((result) => result.sizes.includes(size)))
}

export function alignCurve(own: readonly number[], curve: SlimCurve, sizes: readonly number[]): AlignedCurve {
  const at = sizes.map((size) => own.indexOf(size))
  const pick = (values: readonly (number | null)[]) => at.map((i) => (i < 0 ? null : values[i]))
  const { id, label, mean, std, sem, ci95, n } = curve
  return {
    id,
    label,
    mean: pick(mean),
    std: pick(std),
    sem: pick(sem),
    ci95: pick(ci95),
    n: at.map((i) => (i < 0 ? 0 : n[i])),
  }
}
