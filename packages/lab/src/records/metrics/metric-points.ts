import { createHash } from 'node:crypto'

/** One value of one series of a run. */
export interface MetricPoint {
  readonly name: string
  /** Integer from 0, such as the epoch or the batch. */
  readonly step: number
  /** Value; null if it is not finite. */
  readonly value: number | null
  /** Wall time in milliseconds since 1970; null if it is unknown. */
  readonly time?: number | null
}

/** Points of one series as columns of equal length; null stands for a value that is not finite. */
export interface PointColumns {
  readonly steps: readonly number[]
  readonly values: readonly (number | null)[]
  /** Wall times in milliseconds since 1970, null for an unknown one; absent if all are unknown. */
  readonly times?: readonly (number | null)[]
}

/** Points by the name of their series, in the order of arrival. */
export type SeriesPoints = ReadonlyMap<string, PointColumns>

interface Mutable {
  readonly steps: number[]
  readonly values: (number | null)[]
  times?: (number | null)[]
}

/** Returns the columns at these places. */
export function pickPoints({ steps, values, times }: PointColumns, places: readonly number[]): PointColumns {
  return {
    steps: places.map((place) => steps[place]),
    values: places.map((place) => values[place]),
    ...(times && { times: places.map((place) => times[place]) }),
  }
}

/** Joins columns of one series. */
export function joinPoints(first: PointColumns, second: PointColumns): PointColumns {
  const timesOf = ({ steps, times }: PointColumns) => times ?? steps.map(() => null)
  return {
    steps: [...first.steps, ...second.steps],
    values: [...first.values, ...second.values],
    ...((first.times ?? second.times) && { times: [...timesOf(first), ...timesOf(second)] }),
  }
}

export function groupBySeries(points: Iterable<MetricPoint>): SeriesPoints {
  const series = new Map<string, Mutable>()
  for (const { name, step, value, time = null } of points) {
    let columns = series.get(name)
    if (columns === undefined) series.set(name, (columns = { steps: [], values: [] }))
    if (time !== null) columns.times ??= columns.steps.map(() => null)
    columns.steps.push(step)
    columns.values.push(value !== null && Number.isFinite(value) ? value : null)
    columns.times?.push(time)
  }
  return series
}

/**
 * Encodes series as JSON { name: [[steps], [values]] }, the form in which a batch is stored and hashed. Times are no part of
 * it: the same points are the same batch, whether a script has begun to send times or not.
 */
export function encodeSeries(series: SeriesPoints): string {
  const entries = [...series].map(
    ([name, { steps, values }]) =>
      `${JSON.stringify(name)}:[${JSON.stringify(steps)},${JSON.stringify(values)}]`,
  )
  return `{${entries.join(',')}}`
}

/** Encodes the times of series as JSON { name: [times] }; null if there are none. */
export function encodeTimes(series: SeriesPoints): string | null {
  const entries = [...series].flatMap(([name, { times }]) =>
    times ? [`${JSON.stringify(name)}:${JSON.stringify(times)}`] : [],
  )
  return entries.length === 0 ? null : `{${entries.join(',')}}`
}

export function decodeSeries(json: string, timesJson: string | null): SeriesPoints {
  const entries = Object.entries(JSON.parse(json) as Record<string, [number[], (number | null)[]]>)
  const times = new Map(Object.entries(JSON.parse(timesJson ?? '{}') as Record<string, (number | null)[]>))
  return new Map(
    entries.map(([name, [steps, values]]) => [
      name,
      { steps, values, ...(times.has(name) && { times: times.get(name) }) },
    ]),
  )
}

/** Returns the hash of a batch: of its points, and of its treatment of conflicts. */
export function hashContent(encoded: string, onConflict: OnConflict): string {
  const content = onConflict === 'replace' ? `replace ${encoded}` : encoded
  return createHash('sha256').update(content).digest('hex')
}

/** Treatment of a step that has another value already: keep that value, replace it, or write nothing at all. */
export type OnConflict = 'keep' | 'replace' | 'refuse'
