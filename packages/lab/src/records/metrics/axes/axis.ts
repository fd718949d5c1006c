import { badInput } from '../../../platform/errors/lab-error.ts'
import type { MetricSeries } from '../find-series.ts'

/** Axis over which a series is read: its step, seconds since the run's first point, wall time, or another metric. */
export type Axis = 'step' | 'relativeTime' | 'wallTime' | 'metric'

/** Choice of an axis; by default the step metric of the series, or the step if it has none. */
export interface AxisChoice {
  readonly axis?: Axis | null
  /** Metric of the axis "metric"; the step metric of the series by default. */
  readonly axisMetric?: string | null
}

export interface ChosenAxis {
  readonly axis: Axis
  /** Name of the metric; null for the other axes. */
  readonly axisMetric: string | null
}

/** Resolves the choice for several runs, which is the step by default. Throws BAD_USER_INPUT if it contradicts itself. */
export function chooseSharedAxis({ axis, axisMetric }: AxisChoice, name: string): ChosenAxis {
  return chooseAxis({ axis: axis ?? 'step', axisMetric }, { name, stepMetric: null })
}

/** Resolves the choice for a series. Throws BAD_USER_INPUT if it contradicts itself or names no metric. */
export function chooseAxis(
  { axis, axisMetric }: AxisChoice,
  { name, stepMetric }: Pick<MetricSeries, 'name' | 'stepMetric'>,
): ChosenAxis {
  const chosen = axis ?? ((axisMetric ?? stepMetric) === null ? 'step' : 'metric')
  if (chosen !== 'metric') {
    if (typeof axisMetric !== 'string') return { axis: chosen, axisMetric: null }
    throw badInput('axisMetric', 'it belongs to the axis METRIC alone', 'Leave it out, or choose METRIC')
  }
  const metric = axisMetric ?? stepMetric
  if (metric !== null) return { axis: 'metric', axisMetric: metric }
  throw badInput(
    'axisMetric',
    `it is missing, and "${name}" has no step metric`,
    'Name the metric of the axis',
  )
}
