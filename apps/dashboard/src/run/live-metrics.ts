import { RunMetricsDocument } from '@mitoscope/schema/documents'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSubscriptions, useThrottled } from '../api/live.ts'
import type { Run } from './run.ts'

/** Milliseconds between two drawings of the curves of a run that logs all the time. */
const drawIntervalMs = 1_000
/** Milliseconds between two fetches of the whole curves, if messages do not suffice. */
const fetchIntervalMs = 2_000
/** Points appended to a curve before it is fetched anew, cut down to what can be drawn. */
const mostAppended = 2_000

interface Known {
  readonly id: string
  readonly values: Map<string, Map<number, number | null>>
  /** Points of each metric when the subscription began; undefined until its first message, and once compared. */
  begun?: ReadonlyMap<string, number>
  hasBegun: boolean
}

/**
 * Returns the metrics of a run with the points that it logs while the page is open. Refetches only if messages do not hold
 * what changed: after a gap, points out of order, or more points than can be drawn.
 */
export function useLiveMetrics(
  id: string,
  metrics: Run['metrics'] | undefined,
  refetch: () => void,
): Run['metrics'] | undefined {
  const known = useRef<Known>({ id, values: new Map(), hasBegun: false })
  if (known.current.id !== id) known.current = { id, values: new Map(), hasBegun: false }
  const [logged, setLogged] = useState<{ readonly id: string; readonly values: LoggedValues }>()
  const draw = useThrottled(
    () => setLogged({ id: known.current.id, values: copyValues(known.current.values) }),
    drawIntervalMs,
    { leading: true },
  )
  const refetchSoon = useThrottled(refetch, fetchIntervalMs, { leading: true })
  const fetched = useRef(metrics)
  fetched.current = metrics
  const refetchAfterGap = () => {
    const { begun } = known.current
    if (!begun || !fetched.current) return
    known.current.begun = undefined
    const points = new Map(fetched.current.map((series) => [series.name, series.points]))
    if ([...begun].some(([name, count]) => count > (points.get(name) ?? 0))) refetchSoon()
  }
  useSubscriptions(RunMetricsDocument, id === '' ? [] : [{ id }], ({ metricsLogged }, variables) => {
    const now = known.current
    if (variables.id !== now.id) return
    const { state, logged: points } = metricsLogged
    if (state && now.hasBegun) {
      // Points were missed, replaced or removed: those that were collected count for nothing.
      now.values.clear()
      setLogged(undefined)
      refetchSoon()
    } else if (state) {
      now.hasBegun = true
      now.begun = new Map(state.map((series) => [series.name, series.points]))
      refetchAfterGap()
    }
    for (const { name, steps, values } of points) {
      const own = now.values.get(name) ?? new Map<number, number | null>()
      const last = Math.max(-Infinity, ...[...own.keys()].slice(-1))
      if (steps.some((step) => step <= last) || own.size > mostAppended) refetchSoon()
      steps.forEach((step, i) => own.set(step, values[i] ?? null))
      now.values.set(name, own)
    }
    if (points.length > 0) draw()
  })
  useEffect(() => {
    if (!metrics) return
    refetchAfterGap()
    for (const { name, lastStep } of metrics) {
      const own = known.current.values.get(name)
      for (const step of own?.keys() ?? []) if (lastStep !== null && step <= lastStep) own!.delete(step)
    }
    // Only once for each answer: the rest is read from references.
  }, [metrics])
  return useMemo(
    () => (metrics && logged?.id === id ? [...appendMetrics(metrics, logged.values)] : metrics),
    [metrics, logged, id],
  )
}

function copyValues(values: LoggedValues): LoggedValues {
  return new Map([...values].map(([name, own]) => [name, new Map(own)]))
}

type Series = Run['metrics'][number]

/** Values by step of each metric, as they were logged; null for a value that is not finite. */
type LoggedValues = ReadonlyMap<string, ReadonlyMap<number, number | null>>

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
  stepMetric: null,
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
