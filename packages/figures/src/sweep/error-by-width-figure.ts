import { formatCount } from '@mitoscope/analysis/format'
import type { SeriesInput } from '../input/sweep-input.ts'
import { meanMarks } from '../marks/curve-marks.ts'
import { lineEntry } from '../marks/guide-marks.ts'
import { sizeScale, valueScale } from '../scales/scales.ts'
import { CHUNKS, TEST, TRAIN } from '../style/series-style.ts'
import { tableOf, withSpread } from '../table/figure-table.ts'
import { meanOverRuns, type MeanPoint, seedMarks, standardDeviation } from './seeds.ts'
import {
  describeSweep,
  type SweepFigure,
  type SweepRow,
  sweepRows,
  weightDecayOf,
  widthsOf,
} from './sweep-figure.ts'

/** Errors of whole runs against width, and of chunks of the widest layer against their size. */
export const errorByWidthFigure: SweepFigure = {
  id: 'error-by-width',
  of: 'series',
  draw(series, sweep) {
    const { runs, widths } = series
    if (runs.length === 0) return null
    const widest = widthsOf({ series: [series] }).at(-1)!
    const chunks = meanOverRuns(runs.filter(({ width }) => width === widest), ({ testErrorOfChunks }) => testErrorOfChunks) // prettier-ignore
    const errors = [...runs, ...widths].flatMap(({ testError, trainError }) => [testError, trainError])
    const scale = valueScale([...errors, ...chunks.map(({ y }) => y)], { label: 'error (share of inputs)' })
    const means = (of: 'testError' | 'trainError') =>
      widths.map((summary) => ({ x: summary.width, y: summary[of] }))
    const seeds = (of: 'testError' | 'trainError') =>
      runs.map((run) => ({ x: run.width, y: scale.place(run[of]) }))
    const sizes = [...widths.map(({ width }) => width), ...chunks.map(({ x }) => x)]
    return {
      title: 'Error against layer width, and of chunks of the widest layer',
      subtitle: describeSweep(sweep, weightDecayOf(series)),
      caption:
        'Error of whole networks of width W beside that of w = W random neurons of the widest: where the two agree, ' +
        'a chunk does what a network of its size does.',
      legend: [
        lineEntry('test error of width W', TEST),
        lineEntry('train error of width W', TRAIN),
        ...(chunks.length ? [lineEntry(`test error of chunks of W = ${formatCount(widest)}`, CHUNKS)] : []),
      ],
      panels: [
        {
          options: ({ width }) => ({
            x: sizeScale(sizes, 'layer width W, or chunk size w (neurons)', width - 90),
            y: scale.options,
            marks: [
              ...scale.backdrop,
              seedMarks(seeds('testError'), TEST, 'testError'),
              seedMarks(seeds('trainError'), TRAIN, 'trainError'),
              ...meanMarks(chunks, CHUNKS, scale, 'chunks'),
              ...meanMarks(means('trainError'), TRAIN, scale, 'trainError'),
              ...meanMarks(means('testError'), TEST, scale, 'testError'),
            ],
          }),
        },
      ],
      table: () =>
        tableOf<Row>(
          [...chunks.map((chunk) => ({ chunk, number: null })), ...sweepRows([series])].sort(meansFirst),
          [
            { name: 'weight_decay', of: () => series.weightDecay },
            { name: 'of', of: ({ chunk }) => (chunk ? `chunks of W = ${widest}` : 'whole layers') },
            { name: 'size', label: 'W or w', of: ({ chunk, width }) => chunk?.x ?? width },
            { name: 'run', of: ({ number }) => number },
            { name: 'seed', detail: true, of: ({ run }) => run?.seed },
            ...withSpread<Row>(
              { name: 'test_error', of: ({ chunk, mean, run }) => chunk?.y ?? (mean ?? run)?.testError },
              'std',
              ({ chunk, mean }) => chunk?.std ?? (mean && spreadOf(series, mean.width, 'testError')),
            ),
            ...withSpread<Row>(
              { name: 'train_error', of: ({ mean, run }) => (mean ?? run)?.trainError },
              'std',
              ({ mean }) => mean && spreadOf(series, mean.width, 'trainError'),
            ),
          ],
          'run',
        ),
    }
  },
}

/** A row of whole layers, or of chunks of the widest one. */
type Row = Partial<SweepRow> & { readonly number: number | null; readonly chunk?: MeanPoint }

function spreadOf({ runs }: SeriesInput, width: number, of: 'testError' | 'trainError'): number | null {
  return standardDeviation(runs.filter((run) => run.width === width).map((run) => run[of]))
}

function meansFirst(a: Row, b: Row): number {
  return Number(a.number != null) - Number(b.number != null)
}
