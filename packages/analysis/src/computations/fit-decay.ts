import { fitLine } from '../statistics/fit-line.ts'
import { meanOf } from '../statistics/summarize.ts'

/** Largest factor by which a mean excess may differ from the law and still belong to it. */
const ONSET_FACTOR = 1.25

export interface DecayFit {
  readonly exponent: number
  readonly factor: number
  readonly asymptote: number
  /** Smallest size from which all mean errors follow the law. */
  readonly onset: number | null
}

/** Least squares of log(error − error_∞) on log w over sizes ≥ `from`; null with fewer than three usable sizes. */
export function fitDecay(
  sizes: readonly number[],
  errors: readonly (readonly number[])[],
  { from, asymptote }: { from: number; asymptote: number | null },
): DecayFit | null {
  const means = errors.map((row) => meanOf(row)!)
  const used = sizes.map((_, i) => i).filter((i) => sizes[i] >= from && means[i] > (asymptote ?? -1))
  if (used.length < 3) return null
  const lowest = Math.min(...used.map((i) => means[i]))
  const candidates =
    asymptote === null
      ? Array.from({ length: 200 }, (_, i) => lowest * (1 - 1.02 ** -(200 - i)))
      : [asymptote]
  let best: (DecayFit & { misfit: number }) | null = null
  for (const candidate of candidates) {
    const line = fitLine(used.map((i) => Math.log(sizes[i])), used.map((i) => Math.log(means[i] - candidate))) // prettier-ignore
    if (!line || !Number.isFinite(line.slope)) continue
    const [exponent, factor] = [-line.slope, Math.exp(line.intercept)]
    const law = (size: number) => candidate + factor * size ** -exponent
    // Judged on the errors themselves: in log the point next to the asymptote would decide alone.
    const misfit = used.reduce((sum, i) => sum + ((means[i] - law(sizes[i])) / means[i]) ** 2, 0)
    if (best && misfit >= best.misfit) continue
    let onset = null
    for (let i = sizes.length - 1; i >= 0; i--) {
      const ratio = (means[i] - candidate) / (law(sizes[i]) - candidate)
      if (!(ratio < ONSET_FACTOR && ratio > 1 / ONSET_FACTOR)) break
      onset = sizes[i]
    }
    best = { exponent, factor, asymptote: candidate, onset, misfit }
  }
  return best
}
