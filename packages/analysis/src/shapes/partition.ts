import type { Scalar } from './scalar.ts'
import {
  columnArray,
  MOST_CELLS,
  type NumberRow,
  raggedShape,
  type ShapeModule,
  squareRow,
} from './shape-module.ts'

/** Disjoint groups of neurons that cover a layer or part of it. */
export interface PartitionShape {
  readonly shape: 'partition'
  readonly groups: readonly {
    readonly neurons: readonly number[]
    readonly r2: number
    readonly testError: number | null
    readonly trainError: number | null
  }[]
  /** Mean |correlation| of the residuals of groups a and b, groups.length², row-major; null on the diagonal. */
  readonly between: readonly (number | null)[]
  readonly summary: readonly Scalar[]
}

export interface SlimPartition extends PartitionShape {
  /** Side of `between`: the first groups only where there are very many. */
  readonly compared: number
}

/** Disjoint groups of neurons. */
export const partition: ShapeModule<PartitionShape, SlimPartition> = {
  slim: (result) => {
    const compared = Math.min(result.groups.length, MOST_CELLS)
    return { ...result, between: resize(result.between, result.groups.length, compared), compared }
  },
  widen: ({ groups, between, compared, summary }) => ({
    shape: 'partition',
    groups,
    between: resize(between, compared, groups.length),
    summary,
  }),
  scalars: ({ summary }) => summary,
  verdict: () => null,
  arrays: ({ groups, between }) => {
    const neurons = groups.map((group) => group.neurons)
    return [
      { name: 'between', values: between, shape: [groups.length, groups.length] },
      { name: 'neurons', values: neurons, shape: raggedShape(neurons), columns: [] },
      columnArray(
        'groups',
        groups.map(({ r2, testError, trainError }) => [r2, testError, trainError]),
        ['r2', 'testError', 'trainError'],
      ),
    ]
  },
  rowSizes: () => null,
  rows: ({ groups, between, summary }) => [
    ...summary.map(({ id, value }): NumberRow => [id, null, null, value]),
    ...groups.flatMap(({ neurons, r2, testError, trainError }, g): NumberRow[] => [
      ['r2', neurons.length, g, r2],
      ['testError', neurons.length, g, testError],
      ['trainError', neurons.length, g, trainError],
      ...neurons.map((neuron): NumberRow => ['neuron', neurons.length, g, neuron]),
    ]),
    ...groups.flatMap((_, g) =>
      squareRow(between, groups.length, g)
        .slice(0, g)
        .map((value, h): NumberRow => [`between ${g} ${h}`, null, null, value]),
    ),
  ],
  tables: ({ groups, between, compared }) => [
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
      rows: Array.from({ length: compared }, (_, row) => [row + 1, ...squareRow(between, compared, row)]),
    },
  ],
}

/** Returns a square array cut to its first rows and columns, or as the corner of a larger one that is null beyond it. */
function resize(values: readonly (number | null)[], from: number, to: number): (number | null)[] {
  return Array.from({ length: to * to }, (_, i) => {
    const [row, column] = [Math.floor(i / to), i % to]
    return row < from && column < from ? (values[row * from + column] ?? null) : null
  })
}
