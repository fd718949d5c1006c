import { createHash } from 'node:crypto'

/** One value of one series of a run. */
export interface MetricPoint {
  readonly name: string
  /** Integer from 0, such as the epoch or the batch. */
  readonly step: number
  /** Value; null if it is not finite. */
  readonly value: number | null
}

/** Points of one series as columns of equal length; null stands for a value that is not finite. */
export interface PointColumns {
  readonly steps: readonly number[]
  readonly values: readonly (number | null)[]
}

/** Points by the name of their series, in the order of arrival. */
export type SeriesPoints = ReadonlyMap<string, PointColumns>

export function groupBySeries(points: Iterable<MetricPoint>): SeriesPoints {
  const series = new Map<string, { steps: number[]; values: (number | null)[] }>()
  for (const { name, step, value } of points) {
    let columns = series.get(name)
    if (columns === undefined) series.set(name, (columns = { steps: [], values: [] }))
    columns.steps.push(step)
    columns.values.push(value !== null && Number.isFinite(value) ? value : null)
  }
  return series
}

/** Encodes series as JSON { name: [[steps], [values]] }, the form in which a batch is stored and hashed. */
export function encodeSeries(series: SeriesPoints): string {
  const entries = [...series].map(
    ([name, { steps, values }]) =>
      `${JSON.stringify(name)}:[${JSON.stringify(steps)},${JSON.stringify(values)}]`,
  )
  return `{${entries.join(',')}}`
}

export function decodeSeries(json: string): SeriesPoints {
  const entries = Object.entries(JSON.parse(json) as Record<string, [number[], (number | null)[]]>)
  return new Map(entries.map(([name, [steps, values]]) => [name, { steps, values }]))
}

/** Returns the hash of a batch: of its points, and of its treatment of conflicts. */
export function hashContent(encoded: string, onConflict: OnConflict): string {
  const content = onConflict === 'replace' ? `replace ${encoded}` : encoded
  return createHash('sha256').update(content).digest('hex')
}

/** Treatment of a step that has another value already: keep that value, replace it, or write nothing at all. */
export type OnConflict = 'keep' | 'replace' | 'refuse'
