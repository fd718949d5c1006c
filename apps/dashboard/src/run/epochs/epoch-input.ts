import type { RunsInput } from '@mitoscope/figures'
import type { RunStyle } from '../../figures/run-style.ts'
import { fittedFrom } from '../metric-input.ts'
import type { EpochSeries } from './over-epochs.ts'
import type { Run } from '../run.ts'

/** A number of analyses over epochs as the figures draw it. */
export function epochInput(
  { name: run, interpolationEpoch }: Pick<Run, 'name' | 'interpolationEpoch'>,
  { label, points }: EpochSeries,
  { paperColor, dash, symbol }: RunStyle,
): RunsInput {
  return {
    title: `${label} by epoch`,
    subtitle: run,
    caption: 'Result of the analysis after each analysed epoch. The band is the 95 % interval.',
    x: 'epoch',
    y: label,
    logX: false,
    logY: false,
    band: '95 % interval',
    lines: [
      {
        label: run,
        color: paperColor,
        dash: dash === '' ? 'none' : dash,
        symbol,
        x: points.map(({ epoch }) => epoch),
        mean: points.map(({ value }) => value),
        low: points.map(({ low }) => low),
        high: points.map(({ high }) => high),
      },
    ],
    ...(interpolationEpoch !== null && {
      marks: [{ x: interpolationEpoch, label: fittedFrom(interpolationEpoch) }],
    }),
  }
}
