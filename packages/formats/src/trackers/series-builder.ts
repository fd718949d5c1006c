import type { TrackedSeries } from './tracked-run.ts'

/** Gathers points of several metrics, by name. */
export class SeriesBuilder {
  readonly #series = new Map<string, Required<TrackedSeries>>()

  /** Adds a point; a value that is not finite becomes null, and a missing time NaN. */
  add(name: string, step: number, value: number | null, time = Number.NaN): void {
    let series = this.#series.get(name)
    if (!series) this.#series.set(name, (series = { steps: [], values: [], times: [] }))
    series.steps.push(step)
    series.values.push(value !== null && Number.isFinite(value) ? value : null)
    series.times.push(time)
  }

  /** Drops the points of a metric, or of all, from a step on. */
  cut(step: number, name?: string): void {
    for (const each of name === undefined ? [...this.#series.keys()] : [name]) {
      const series = this.#series.get(each)
      if (!series) continue
      const kept = series.steps.flatMap((own, i) => (own < step ? [i] : []))
      if (kept.length === series.steps.length) continue
      this.#series.set(each, {
        steps: kept.map((i) => series.steps[i]),
        values: kept.map((i) => series.values[i]),
        times: kept.map((i) => series.times[i]),
      })
    }
  }

  /** Returns the series that have points, without times where all are missing. */
  build(): Map<string, TrackedSeries> {
    return new Map(
      [...this.#series].flatMap(([name, { steps, values, times }]): [string, TrackedSeries][] => {
        if (steps.length === 0) return []
        return [[name, times.every(Number.isNaN) ? { steps, values } : { steps, values, times }]]
      }),
    )
  }
}
