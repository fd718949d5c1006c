import { formatCount, formatInterval, formatNumber } from '@mitoscope/analysis/format'
import { dot, type Markish } from '@observablehq/plot'
import type { Drawing } from '../frame/drawing.ts'
import type { DecayInput, DecayPointInput, SeriesInput, SweepInput } from '../input/sweep-input.ts'
import { floorEntry, guideLine, lineEntry } from '../marks/guide-marks.ts'
import { meanMarks } from '../marks/curve-marks.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { VERMILION } from '../style/palette.ts'
import { CHUNKS, FLOOR, TEST } from '../style/series-style.ts'
import { tableOf, type FigureTable } from '../table/figure-table.ts'
import { describeSweep, type SweepFigure, weightDecayOf } from './sweep-figure.ts'

const LAW = { color: VERMILION, dash: '6 3' }
const GUIDE = { ...FLOOR, dash: '5 4' }
/** Factor by which the guide starts above the first fitted point, so that it does not cover the law. */
const RAISED = 1.5

interface Whole {
  readonly size: number
  readonly error: number
  readonly excess: number
}

/** Excess errors of chunks of the widest layer, and of whole networks, above their asymptote. */
export const excessErrorByWidthFigure: SweepFigure = {
  id: 'excess-error-by-width',
  of: 'series',
  draw: (series, sweep) =>
    drawExcess(series, sweep, {
      law: series.widths.at(-1)?.decay,
      infinity: 'the error that ever larger chunks tend to',
      how: 'fitted',
    }),
}

/** Excess errors above the error of an ensemble of the widest networks, as in the paper. */
export const excessErrorToEnsembleFigure: SweepFigure = {
  id: 'excess-error-to-ensemble',
  of: 'series',
  draw(series, sweep) {
    const law = series.widths.at(-1)?.decayToEnsemble
    // Labels of reports of earlier versions name the networks.
    const [, ensemble] = law?.asymptote.label.split('error_∞, of ') ?? []
    return drawExcess(series, sweep, {
      law,
      infinity: `the error of ${ensemble ?? 'ever more of the widest networks together'}`,
      how: ensemble ? 'of the ensemble' : 'of ensembles',
    })
  },
}

interface ExcessWords {
  readonly law: DecayInput | null | undefined
  /** Description of error_∞. */
  readonly infinity: string
  /** Origin of error_∞ in a word or two. */
  readonly how: string
}

function drawExcess(
  series: SeriesInput,
  sweep: SweepInput,
  { law, infinity, how }: ExcessWords,
): Drawing | null {
  const widest = series.widths.at(-1)
  if (!widest || !law || law.asymptote.value === null || law.exponent.value === null) return null
  const { asymptote, exponent, points } = law
  const chunks = points.filter(({ excess }) => excess > 0)
  const fitted = chunks.filter(({ used }) => used)
  if (fitted.length === 0) return null
  const whole = wholeNetworks(series, asymptote.value!)
  const line = fitted.map(({ size }) => ({ x: size, y: lawAt(law, size) }))
  const [first] = fitted
  const guide = fitted.map(({ size }) => ({
    x: size,
    y: RAISED * first.excess * (size / first.size) ** -0.5,
  }))
  const label = 'test error − error_∞'
  const scale = valueScale([...[...chunks, ...whole].map(({ excess }) => excess), ...[...line, ...guide].map(({ y }) => y)], { label }) // prettier-ignore
  const sizes = [...chunks, ...whole].map(({ size }) => size)
  return {
    title: 'How fast the error falls with the size of a chunk',
    subtitle: describeSweep(sweep, weightDecayOf(series)),
    caption:
      `What is left of the test error above error_∞, ${infinity}: averaging groups that ` +
      'differ by independent noise would make it fall with the slope −1/2, the dashed guide. ' +
      law.verdict,
    legend: [
      {
        label: `chunks of W = ${formatCount(widest.width)}`,
        color: CHUNKS.color,
        symbol: CHUNKS.symbol,
        shape: 'mark',
      },
      ...(fitted.length < chunks.length
        ? [
            {
              label: 'below w*, not fitted',
              color: FLOOR.color,
              symbol: 'times',
              shape: 'mark',
            } as const,
          ]
        : []),
      ...(whole.length ? [lineEntry('whole networks of width W = w', TEST)] : []),
      floorEntry(`fitted exponent ${formatInterval(exponent.value!, exponent.low, exponent.high)}`, LAW),
      floorEntry('guide: slope −1/2', GUIDE),
      {
        label: `error_∞ = ${formatInterval(asymptote.value!, asymptote.low, asymptote.high)}, ${how}`,
        shape: 'text',
      },
    ],
    panels: [
      {
        options: ({ width }) => ({
          x: sizeScale(sizes, 'chunk size w, or layer width W (neurons)', width - 90),
          y: scale.options,
          marks: [
            ...scale.backdrop,
            guideLine(guide, 'guide', GUIDE),
            guideLine(line, 'law', LAW),
            ...meanMarks(toXy(whole), TEST, scale, 'whole'),
            ...chunkMarks(chunks, scale),
          ],
        }),
      },
    ],
    table: () => toTable(series, law, points, whole),
  }
}

/** Returns whole networks whose error is above the asymptote; a logarithmic axis cannot show the others. */
function wholeNetworks({ widths }: SeriesInput, asymptote: number): Whole[] {
  return widths
    .map(({ width, testError }) => ({ size: width, error: testError, excess: testError - asymptote }))
    .filter(({ excess }) => excess > 0)
}

function lawAt({ factor, exponent }: DecayInput, size: number): number {
  return factor * size ** -exponent.value!
}

const toXy = (list: readonly Whole[]) => list.map(({ size, excess }) => ({ x: size, y: excess }))

function chunkMarks(chunks: readonly DecayPointInput[], scale: ValueScale): Markish[] {
  const at = { x: 'size', y: ({ excess }: DecayPointInput) => scale.place(excess) }
  const { color, symbol } = CHUNKS
  const [used, other] = [true, false].map((wanted) => chunks.filter((chunk) => chunk.used === wanted))
  return [
    dot(other, { ...at, symbol: 'times', r: 4, stroke: FLOOR.color, className: 'chunks below' }),
    dot(used, { ...at, symbol, r: 4.5, fill: color, stroke: 'white', className: 'chunks fitted' }),
  ]
}

function toTable(
  { weightDecay }: SeriesInput,
  law: DecayInput,
  points: readonly DecayPointInput[],
  whole: readonly Whole[],
): FigureTable {
  const rows = [
    ...points.map((point) => ({ ...point, of: 'chunks' })),
    ...whole.map((network) => ({ ...network, of: 'whole networks', used: undefined })),
  ]
  return tableOf(rows, [
    { name: 'weight_decay', of: () => weightDecay },
    { name: 'of', of: (row) => row.of },
    { name: 'size', label: 'w or W', of: ({ size }) => size },
    { name: 'test_error', of: ({ error }) => error },
    { name: 'excess', label: 'test error − asymptote', of: ({ excess }) => excess },
    { name: 'fitted', of: ({ used }) => (used === undefined ? null : used ? 'yes' : 'no') },
    { name: 'law', label: `fitted law, exponent ${formatNumber(law.exponent.value!)}`, of: ({ used, size }) => (used ? lawAt(law, size) : null) },
  ]) // prettier-ignore
}
