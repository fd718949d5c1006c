import type { Run } from './run.ts'

type Series = Run['metrics'][number]

/** Values by step of each metric, as they were logged; null for a value that is not finite. */
export type LoggedValues = ReadonlyMap<string, ReadonlyMap<number, number | null>>

/**
 * The metrics of a run with the points that were logged since they were fetched. Points up to the last step that was
 * fetched are in the metrics already. A metric that is new begins with its logged points.
 */
export function appendMetrics(metrics: readonly Series[], logged: LoggedValues): readonly Series[] {
  const known = metrics.map((series) => append(series, logged.get(series.name)))
  const names = new Set(metrics.map(({ name }) => name))
  const added = [...logged].flatMap(([name, values]) =>
    names.has(name) || values.size === 0 ? [] : [append({ ...noPoints, name }, values)],
  )
  return [...known, ...added.sort((a, b) => (a.name < b.name ? -1 : 1))]
}

const noPoints: Omit<Series, 'name'> = {
  points: 0,
  lastStep: null,
  last: null,
  lastFinite: null,
  lastFiniteStep: null,
  endedNotFinite: false,
  min: null,
  max: null,
  decimated: { decimated: false, bucketSteps: 1, steps: [], values: [] },
}

function append(series: Series, logged: ReadonlyMap<number, number | null> | undefined): Series {
  const from = series.lastStep ?? -Infinity
  const points = [...(logged ?? [])].filter(([step]) => step > from).sort(([a], [b]) => a - b)
  const end = points.at(-1)
  if (!end) return series
  const finite = points.filter((point): point is [number, number] => point[1] !== null)
  const lastFinite = finite.at(-1)
  const { decimated } = series
  return {
    ...series,
    points: series.points + points.length,
    lastStep: end[0],
    last: end[1],
    lastFinite: lastFinite?.[1] ?? series.lastFinite,
    lastFiniteStep: lastFinite?.[0] ?? series.lastFiniteStep,
    endedNotFinite: end[1] === null,
    min: finite.reduce<number | null>((least, [, value]) => Math.min(least ?? value, value), series.min),
    max: finite.reduce<number | null>((most, [, value]) => Math.max(most ?? value, value), series.max),
    decimated: {
      ...decimated,
      steps: [...decimated.steps, ...points.map(([step]) => step)],
      values: [...decimated.values, ...points.map(([, value]) => value)],
    },
  }
}
