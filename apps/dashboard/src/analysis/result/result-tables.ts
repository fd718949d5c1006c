import type { AnalysisResult, Interval } from '../analysis.ts'

type Cell = string | number | null

/** Numbers of a result as a table: its header's first entry names the rows. */
export interface ResultTable {
  readonly id: string
  readonly caption: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** Columns of values, each with that of its half width. */
  readonly halves?: readonly (readonly [value: number, half: number])[]
}

/** Every number of a result that the page has, as tables: what the figure draws, to read and to copy. */
export function resultTables(result: AnalysisResult): ResultTable[] {
  switch (result.__typename) {
    case 'CurvesResult':
      return [
        {
          id: 'curves',
          caption: 'Means over draws with their spread, by chunk size',
          header: [
            'size',
            ...result.curves.flatMap(({ label }) => [
              label,
              `${label}, ± 95 %`,
              `${label}, std`,
              `${label}, n`,
            ]),
            ...result.floors.map(({ label }) => label),
          ],
          rows: result.sizes.map((size, i) => [
            size,
            ...result.curves.flatMap(({ mean, ci95, std, n }) => [
              mean[i] ?? null,
              ci95[i] ?? null,
              std[i] ?? null,
              n[i] ?? null,
            ]),
            ...result.floors.map(({ values }) => values[i] ?? null),
          ]),
          halves: result.curves.map((_, i) => [1 + 4 * i, 2 + 4 * i] as const),
        },
      ]
    case 'MatrixResult':
      return [
        {
          id: 'pairs',
          caption: 'Significant pairs, smallest p-value first',
          header: ['neuron', 'other neuron', 'correlation', 'p'],
          rows: result.pairs.map(({ a, b, value, p }) => [a, b, value, p]),
        },
        {
          id: 'matrix',
          caption: result.downSampled
            ? `The matrix, each cell the mean of ${result.step} × ${result.step}`
            : 'The matrix, row by row',
          header: ['neuron', ...result.labels],
          rows: result.labels.map((label, row) => [label, ...line(result.values, result.labels.length, row)]),
        },
      ]
    case 'PartitionResult': {
      const { groups, between, compared } = result
      return [
        {
          id: 'groups',
          caption: 'The groups',
          header: ['group', 'neurons', 'R² of the layer', 'test error', 'train error'],
          rows: groups.map(({ neurons, r2, testError, trainError }, i) => [
            i + 1,
            neurons.length,
            r2,
            testError,
            trainError,
          ]),
        },
        {
          id: 'between',
          caption: 'Mean |correlation| of the residuals of two groups',
          header: ['group', ...Array.from({ length: compared }, (_, i) => String(i + 1))],
          rows: Array.from({ length: compared }, (_, row) => [row + 1, ...line(between, compared, row)]),
        },
      ]
    }
    case 'FitResult':
      return [
        {
          id: 'points',
          caption: 'Data of the fit, and the fitted law at the same sizes',
          header: ['size', 'value', 'fitted to', 'law'],
          rows: result.points.map(({ x, y, used }) => [
            x,
            y,
            used ? 'yes' : 'no',
            result.line.find((point) => point.x === x)?.y ?? null,
          ]),
        },
      ]
    case 'ScalarsResult':
      return []
  }
}

/** The single numbers behind a result, in its own order. */
export function resultScalars(result: AnalysisResult): readonly Interval[] {
  switch (result.__typename) {
    case 'CurvesResult':
      return []
    case 'FitResult':
      return result.parameters
    case 'ScalarsResult':
      return result.scalars
    default:
      return result.summary
  }
}

function line(values: readonly (number | null)[], side: number, row: number): (number | null)[] {
  return values.slice(row * side, (row + 1) * side)
}
