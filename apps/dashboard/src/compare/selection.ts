import type { CompareRunsQuery } from '@mitoscope/schema/documents'

/** Ids of all the runs that an address names, each once: single ones first. */
export function selectedIds(
  runs: readonly string[],
  ofSweeps: readonly { readonly id: string }[],
  ofWidths: readonly { readonly runs: { readonly nodes: readonly { readonly id: string }[] } }[],
): string[] {
  return [
    ...new Set([
      ...runs,
      ...[...ofSweeps, ...ofWidths.flatMap(({ runs: own }) => own.nodes)].map(({ id }) => id),
    ]),
  ]
}

interface OfWidth {
  readonly runs: readonly { readonly width: number }[]
}

/** Widths of lines, ascending. */
export function widthsOf(series: readonly OfWidth[]): number[] {
  return [...new Set(series.flatMap(({ runs }) => runs.map(({ width }) => width)))].sort((a, b) => a - b)
}

/** Lines of some widths only; all of them where none is chosen, or none is there. Lines keep their looks. */
export function onlyWidths<T extends OfWidth>(series: readonly T[], only: readonly number[]): readonly T[] {
  const left = series.filter(({ runs }) => runs.some(({ width }) => only.includes(width)))
  return left.length > 0 ? left : series
}

/** The choice with a width turned on or off; empty once all of them are on. */
export function toggleWidth(all: readonly number[], only: readonly number[], width: number): number[] {
  const shown = all.filter((each) => only.length === 0 || only.includes(each))
  const next = shown.includes(width) ? shown.filter((each) => each !== width) : [...shown, width]
  return next.length === all.length ? [] : next.sort((a, b) => a - b)
}

type Compared = Pick<CompareRunsQuery['compareRuns'], 'runs' | 'metrics'>

/** The runs that hold nothing to compare: no value of any metric and no representation, and none to come. */
export function emptyRuns({ runs, metrics }: Compared): Compared['runs'] {
  return runs.filter(
    ({ state, representations }, i) =>
      state !== 'QUEUED' &&
      state !== 'RUNNING' &&
      representations.length === 0 &&
      metrics.every(({ last, endedNotFinite }) => last[i] === null && !endedNotFinite[i]),
  )
}
