import type { Scalar } from './scalar.ts'
import { columnArray, MOST_CELLS, type NumberRow, type ShapeModule, squareRow } from './shape-module.ts'

/** A square matrix over neurons, groups, classes or the like. */
export interface MatrixShape {
  readonly shape: 'matrix'
  /** Word for what a row stands for; "neuron" by default. */
  readonly unit?: string
  /** Word for what a cell holds; "correlation" by default. */
  readonly quantity?: string
  readonly labels: readonly (string | number)[]
  /** Row-major, labels.length². null where not defined. */
  readonly values: readonly (number | null)[]
  /** Entries found significant, where the measure tests them. */
  readonly pairs: readonly {
    readonly a: number
    readonly b: number
    readonly value: number
    readonly p: number
  }[]
  readonly summary: readonly Scalar[]
}

export interface SlimMatrix extends MatrixShape {
  /** Side of the whole matrix. */
  readonly size: number
  /** Neighbouring rows and columns averaged into one: 1 where the matrix is whole. */
  readonly step: number
}

/** A square matrix, drawn coarser where it is large. */
export const matrix: ShapeModule<MatrixShape, SlimMatrix> = {
  slim: downSample,
  widen: ({ unit, quantity, labels, values, pairs, summary, step }) => ({
    shape: 'matrix',
    ...(unit !== undefined && { unit }),
    ...(quantity !== undefined && { quantity }),
    labels,
    values,
    // An average of many pairs is not one that was tested.
    pairs: step > 1 ? [] : pairs,
    summary,
  }),
  scalars: ({ summary }) => summary,
  verdict: () => null,
  arrays: ({ labels, values, pairs }) => [
    { name: 'values', values, shape: [labels.length, labels.length] },
    // An array holds numbers; names stand in the tables.
    columnArray('labels', labels.map((label, i) => [typeof label === 'number' ? label : i]), ['label']),
    columnArray('pairs', pairs.map(({ a, b, value, p }) => [a, b, value, p]), ['a', 'b', 'value', 'p']),
  ], // prettier-ignore
  rowSizes: () => null,
  rows: ({ labels, values, pairs, summary }) => [
    ...summary.map(({ id, value }): NumberRow => [id, null, null, value]),
    ...labels.flatMap((a, row) =>
      squareRow(values, labels.length, row)
        .slice(0, row + 1)
        .map((value, column): NumberRow => [`cell ${a} ${labels[column]}`, null, null, value]),
    ),
    ...pairs.flatMap(({ a, b, value, p }): NumberRow[] => [
      [`pair ${a} ${b}`, null, null, value],
      [`p ${a} ${b}`, null, null, p],
    ]),
  ],
  tables: ({ unit = 'neuron', quantity = 'correlation', labels, values, pairs, step }) => [
    {
      id: 'pairs',
      caption: 'Significant pairs, smallest p-value first',
      header: [unit, `other ${unit}`, quantity, 'p'],
      rows: pairs.map(({ a, b, value, p }) => [a, b, value, p]),
    },
    {
      id: 'matrix',
      caption: step > 1 ? `The matrix, each cell the mean of ${step} × ${step}` : 'The matrix, row by row',
      header: [unit, ...labels.map(String)],
      rows: labels.map((label, row) => [label, ...squareRow(values, labels.length, row)]),
    },
  ],
}

/** Returns the mean over blocks of neighbouring cells; the diagonal counts only where it is all there is. */
function downSample(matrix: MatrixShape): SlimMatrix {
  const size = matrix.labels.length
  const step = Math.max(1, Math.ceil(size / MOST_CELLS))
  if (step === 1) return { ...matrix, size, step }
  const labels = matrix.labels.filter((_, i) => i % step === 0)
  const values = labels.flatMap((_, a) =>
    labels.map((_, b) => {
      let sum = 0
      let n = 0
      for (let i = a * step; i < Math.min(size, (a + 1) * step); i++) {
        for (let j = b * step; j < Math.min(size, (b + 1) * step); j++) {
          const value = matrix.values[i * size + j]
          if (value === null || i === j) continue
          sum += value
          n++
        }
      }
      return n > 0 ? sum / n : matrix.values[a * step * (size + 1)]
    }),
  )
  return { ...matrix, labels, values, size, step }
}
