import type { TrackedSeries } from './tracked-run.ts'

interface Building {
  steps: number[]
  values: (number | null)[]
  times: number[]
  /** True while each step is above the one before. */
  isSorted: boolean
  /** True if any point has a time. */
  hasTimes: boolean
  /** Points at steps that are no whole numbers. */
  fractional: number
}

/** Gathers points of several metrics, by name. */
export class SeriesBuilder {
  readonly #series = new Map<string, Building>()

  /** Adds a point; a value that is not finite becomes null, and a missing time NaN. */
  add(name: string, step: number, value: number | null, time = Number.NaN): void {
    let series = this.#series.get(name)
    if (!series) {
      series = { steps: [], values: [], times: [], isSorted: true, hasTimes: false, fractional: 0 }
      this.#series.set(name, series)
    }
    if (!Number.isSafeInteger(step)) {
      series.fractional++
      return
    }
    const { steps } = series
    if (steps.length > 0 && step <= steps[steps.length - 1]) series.isSorted = false
    steps.push(step)
    series.values.push(value !== null && Number.isFinite(value) ? value : null)
    series.times.push(time)
    if (!Number.isNaN(time)) series.hasTimes = true
  }

  /** Adds the points of a series that was built before. */
  addSeries(name: string, { steps, values, times }: TrackedSeries): void {
    for (const [i, step] of steps.entries()) this.add(name, step, values[i], times?.[i])
  }

  /** Drops the points of a metric, or of all, from a step on. */
  cut(step: number, name?: string): void {
    for (const each of name === undefined ? [...this.#series.keys()] : [name]) {
      const series = this.#series.get(each)
      if (!series || series.steps.every((own) => own < step)) continue
      pick(
        series,
        series.steps.flatMap((own, i) => (own < step ? [i] : [])),
      )
    }
  }

  /**
   * Numbers the points of each metric whose steps are all 0 in the order in which they were added: their tool counts no
   * steps unless it is told to.
   */
  numberUncounted(): void {
    for (const series of this.#series.values()) {
      if (series.steps.length < 2 || series.steps.some((step) => step !== 0)) continue
      series.steps = series.steps.map((_, i) => i)
      series.isSorted = true
    }
  }

  /** Returns the series that have points, by ascending steps, without times where all are missing; and what has no place. */
  build(): { readonly metrics: Map<string, TrackedSeries>; readonly leftOut: readonly string[] } {
    const metrics = new Map<string, TrackedSeries>()
    const leftOut: string[] = []
    for (const [name, series] of this.#series) {
      const again = series.isSorted ? 0 : sortSteps(series)
      const { steps, values, times, hasTimes, fractional } = series
      if (again > 0)
        leftOut.push(`${count(again)} of "${name}" at steps that were logged again later, with others`)
      if (fractional > 0) leftOut.push(`${count(fractional)} of "${name}" at steps that are no whole numbers`)
      if (steps.length > 0) metrics.set(name, hasTimes ? { steps, values, times } : { steps, values })
    }
    return { metrics, leftOut }
  }
}

function count(values: number): string {
  return values === 1 ? '1 value' : `${values} values`
}

/** Sorts points by steps, of which the last value counts; returns the number of other values that are dropped. */
function sortSteps(series: Building): number {
  const last = new Map<number, number>()
  let again = 0
  for (const [i, step] of series.steps.entries()) {
    const before = last.get(step)
    if (before !== undefined && series.values[before] !== series.values[i]) again++
    last.set(step, i)
  }
  pick(
    series,
    [...last].toSorted(([a], [b]) => a - b).map(([, i]) => i),
  )
  return again
}

function pick(series: Building, places: readonly number[]): void {
  series.steps = places.map((i) => series.steps[i])
  series.values = places.map((i) => series.values[i])
  series.times = places.map((i) => series.times[i])
  series.isSorted = series.steps.every((step, i) => i === 0 || step > series.steps[i - 1])
}
