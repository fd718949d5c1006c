import type { RunPageQuery } from '@mitoscope/schema/documents'
import type { RunsInput } from '@mitoscope/figures'
import type { RunStyle } from '../figures/run-style.ts'

/** A run as its page reads it. */
export type Run = NonNullable<RunPageQuery['run']>

/** Measure that can be computed of a run. */
export type Measure = RunPageQuery['measures'][number]

/** A metric of one run as the figures draw it. */
export function metricInput(
  { name: run, interpolationEpoch }: Pick<Run, 'name' | 'interpolationEpoch'>,
  metric: string,
  { paperColor, dash, symbol }: RunStyle,
  {
    axis,
    x,
    values,
  }: { readonly axis: string; readonly x: readonly number[]; readonly values: readonly (number | null)[] },
): RunsInput {
  return {
    title: `${metric} by ${axis}`,
    subtitle: run,
    caption:
      axis === 'step'
        ? `Every value of ${metric} that the run has logged.`
        : `Values of ${metric} that the run has logged.`,
    x: axis,
    y: metric,
    logX: false,
    logY: false,
    band: 'std',
    lines: [{ label: run, color: paperColor, dash: dash === '' ? 'none' : dash, symbol, x, mean: values }],
    ...(axis === 'step' &&
      interpolationEpoch !== null && {
        marks: [{ x: interpolationEpoch, label: fittedFrom(interpolationEpoch) }],
      }),
  }
}

/** Describes the vertical mark in the curves. */
export function fittedFrom(epoch: number): string {
  return `the training set is fitted from epoch ${epoch}`
}

interface Sibling {
  readonly id: string
  readonly config: unknown
}

/** Runs whose settings are those of another but for the seed, that one among them. */
export function sameButSeed(run: Sibling, all: readonly Sibling[]): string[] {
  const own = writeSettings(run.config)
  const ids = all.filter(({ config }) => writeSettings(config) === own).map(({ id }) => id)
  return ids.includes(run.id) ? ids : [run.id, ...ids]
}

/** Settings as text, in the order of their names. */
function writeSettings(config: unknown): string {
  const sort = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sort)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, inner]) => [name, sort(inner)]),
    )
  }
  const { seed: _, ...others } = config as Readonly<Record<string, unknown>>
  return JSON.stringify(sort(others))
}
