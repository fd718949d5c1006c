import type { EqualNeurons } from '../logits/collect-logits.ts'
import type { SweepSeries } from '../sweep-report.ts'

/** Every wide width with every narrower one of which there are enough runs for the same total number of neurons. */
export function planPairs({ widths }: SweepSeries): EqualNeurons[] {
  const equal = widths.flatMap(({ width: wide }) =>
    widths
      .filter(({ width, runs }) => width < wide && wide % width === 0 && wide / width <= runs)
      .map(({ width: narrow }) => ({ wide, narrow, count: wide / narrow })),
  )
  const special = groupPair({ widths })
  const isNew =
    special && !equal.some(({ wide, narrow }) => wide === special.wide && narrow === special.narrow)
  return isNew ? [...equal, special] : equal
}

/**
 * The widest layer against runs of the width nearest, in log, to its group size w*: as many as it holds groups, or as
 * there are. null where no group or no second run is known.
 */
export function groupPair({ widths }: Pick<SweepSeries, 'widths'>): EqualNeurons | null {
  const widest = widths.at(-1)
  if (!widest || widest.wStar === null) return null
  const distance = (width: number) => Math.abs(Math.log(width / widest.wStar!))
  const [nearest] = widths.slice(0, -1).toSorted((a, b) => distance(a.width) - distance(b.width))
  if (!nearest || nearest.runs < 2) return null
  const count = Math.min(nearest.runs, Math.max(2, Math.round(widest.width / nearest.width)))
  return { wide: widest.width, narrow: nearest.width, count }
}
