import type { RunsInput } from '@mitoscope/figures'
import type { RunStyle } from '../figures/run-style.ts'
import type { Run } from './run.ts'

/** A metric of one run as the figures draw it. */
export function metricInput(
  { name: run, interpolationEpoch }: Pick<Run, 'name' | 'interpolationEpoch'>,
  metric: string,
  { paperColor, dash, symbol }: RunStyle,
  steps: readonly number[],
  values: readonly (number | null)[],
): RunsInput {
  return {
    title: `${metric} by step`,
    subtitle: run,
    caption: `Every value of ${metric} that the run has logged.`,
    x: 'step',
    y: metric,
    logX: false,
    logY: false,
    band: 'std',
    lines: [
      { label: run, color: paperColor, dash: dash === '' ? 'none' : dash, symbol, x: steps, mean: values },
    ],
    ...(interpolationEpoch !== null && {
      marks: [{ x: interpolationEpoch, label: fittedFrom(interpolationEpoch) }],
    }),
  }
}

/** Describes the vertical mark in the curves. */
export function fittedFrom(epoch: number): string {
  return `the training set is fitted from epoch ${epoch}`
}
