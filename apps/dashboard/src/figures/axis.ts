import type { MetricAxis } from '@mitoscope/schema/documents'
import { formatTick } from '@mitoscope/analysis/format'
import { formatNumber, formatTime } from '../format/format.ts'

/** Axis of metrics as the server knows it. */
export interface ChosenAxis {
  readonly axis: MetricAxis
  readonly axisMetric: string | null
}

/** Values of the parameter x of an address that stand for no metric. */
export const plainAxes = { step: 'STEP', relative: 'RELATIVE_TIME', wall: 'WALL_TIME' } as const

const metricPrefix = 'metric:'

/** Returns the value of the parameter x for a metric. */
export function writeMetricAxis(name: string): string {
  return metricPrefix + name
}

/** Parses the parameter x; undefined for an empty or unknown one, which stands for each metric's own axis. */
export function parseAxis(x: string): ChosenAxis | undefined {
  if (x.startsWith(metricPrefix)) return { axis: 'METRIC', axisMetric: x.slice(metricPrefix.length) }
  const axis = Object.hasOwn(plainAxes, x) ? plainAxes[x as keyof typeof plainAxes] : undefined
  return axis && { axis, axisMetric: null }
}

/** Returns the name of an axis, as it stands at a chart and after "by". */
export function nameAxis({ axis, axisMetric }: ChosenAxis): string {
  if (axis === 'METRIC') return axisMetric ?? 'another metric'
  return { STEP: 'step', RELATIVE_TIME: 'seconds since the first point', WALL_TIME: 'time' }[axis]
}

/** Returns a place on an axis as text. */
export function formatPlace({ axis }: Pick<ChosenAxis, 'axis'>, place: number): string {
  return axis === 'WALL_TIME' ? formatTime(new Date(place).toISOString()) : formatNumber(place)
}

/** Returns the scale of an axis for a chart. */
export function scaleAxis({ axis }: Pick<ChosenAxis, 'axis'>) {
  return axis === 'WALL_TIME' ? ({ type: 'time' } as const) : { tickFormat: formatTick }
}
