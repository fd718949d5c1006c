import type { EqualNeurons } from '../logits/collect-logits.ts'
import type { SweepSeries } from '../sweep-report.ts'

/**
 * Returns every wide width paired with every narrower one that has enough runs for the same total number of neurons.
 */
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
 * Pairs the widest layer with runs of the width nearest, in log, to its group size w*: as many runs as the layer holds
 * groups, or as there are. Null if w* is not known or the width has no second run.
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
