import type { SlimCurve, SlimCurves } from './slim-result.ts'

/** A curve at sizes that it shares with others; null, and n 0, where it has no such size. */
export type AlignedCurve = SlimCurve

/** The chunk sizes of several results, ascending: those that all have, or those that any has. */
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
