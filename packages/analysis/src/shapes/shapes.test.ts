import { describe, expect, test } from 'vitest'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { MatrixShape } from './matrix.ts'
import type { PartitionShape } from './partition.ts'
import { plainScalar } from './scalar.ts'
import {
  listArrays,
  listNumbers,
  listRowSizes,
  listScalars,
  listTables,
  slimResult,
  verdictOf,
  widenResult,
  type Shape,
} from './shapes.ts'

const square = (side: number) =>
  Array.from({ length: side ** 2 }, (_, i) => (i % (side + 1) === 0 ? 1 : 1 / (1 + (i % 7))))
const matrixOf = (side: number): MatrixShape => ({
  shape: 'matrix',
  labels: Array.from({ length: side }, (_, i) => 3 * i),
  values: square(side),
  pairs: [{ a: 3, b: 0, value: 0.5, p: 1e-9 }],
  summary: [plainScalar('significant', 'pairs', 1)],
})
const partitionOf = (count: number): PartitionShape => ({
  shape: 'partition',
  groups: Array.from({ length: count }, (_, g) => ({
    neurons: [2 * g, 2 * g + 1],
    r2: 0.9,
    testError: 0.1,
    trainError: null,
  })),
  between: square(count).map((value) => (value === 1 ? null : value)),
  summary: [plainScalar('groups', 'groups', count)],
})

const results: readonly Shape[] = [
  {
    shape: 'curves',
    sizes: [1, 2],
    // Adaptive draws: the sizes have different numbers of them.
    curves: [summarizeCurve('gain', 'gain', [[1, 2, 3], [4, null]])],
    floors: [{ id: 'floor', label: 'floor', values: [0.5, 0.25] }],
  },
  matrixOf(3),
  partitionOf(2),
  {
    shape: 'fit',
    parameters: [{ id: 'slope', label: 'slope', value: 1, low: 0.5, high: 1.5 }],
    points: [{ x: 1, y: 2, used: false }, { x: 2, y: 3, used: true }],
    line: [{ x: 2, y: 3.1 }],
    verdict: 'It rises.',
  },
  { shape: 'scalars', scalars: [plainScalar('count', 'count', 4), plainScalar('none', 'none', null)] },
] // prettier-ignore

describe.each(results)('a result of the shape $shape', (result) => {
  const slim = slimResult(result)

  test('has arrays of the shapes that they name', () => {
    for (const { name, values, shape, columns } of listArrays(result)) {
      const rows = values as readonly (readonly unknown[] | unknown)[]
      const isFlatSquare = shape.length === 2 && !Array.isArray(rows[0])
      expect(isFlatSquare ? shape[0] * shape[1] : shape[0], name).toBe(rows.length)
      const widths = rows.map((row) => (Array.isArray(row) ? row.length : 1))
      if (!isFlatSquare && shape.length === 2) expect(shape[1], name).toBe(Math.max(...widths))
      if (columns?.length) expect(shape[1], name).toBe(columns.length)
    }
  })

  test('has tables whose rows are as long as their headers', () => {
    for (const { header, rows } of listTables(slim)) {
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row).toHaveLength(header.length)
    }
  })

  test('keeps its single numbers when it is slim, and is whole again but for what it lacks', () => {
    expect(listScalars(slim)).toEqual(listScalars(result))
    expect(verdictOf(slim)).toBe(verdictOf(result))
    const widened = widenResult(JSON.parse(JSON.stringify(slim)))
    if (result.shape !== 'curves') expect(widened).toEqual(result)
    else
      expect(widened).toMatchObject({
        ...result,
        curves: result.curves.map((one) => ({ ...one, draws: [] })),
      })
    expect(listTables(slimResult(widened))).toEqual(listTables(slim))
  })
})

test('every number has a row in the long table', () => {
  expect(results.map(listNumbers)).toEqual([
    [
      ['gain', 1, 0, 1],
      ['gain', 1, 1, 2],
      ['gain', 1, 2, 3],
      ['gain', 2, 0, 4],
      ['gain', 2, 1, null],
      ['floor', 1, null, 0.5],
      ['floor', 2, null, 0.25],
    ],
    [
      ['significant', null, null, 1],
      ['cell 0 0', null, null, 1],
      ['cell 3 0', null, null, 1 / 4],
      ['cell 3 3', null, null, 1],
      ['cell 6 0', null, null, 1 / 7],
      ['cell 6 3', null, null, 1],
      ['cell 6 6', null, null, 1],
      ['pair 3 0', null, null, 0.5],
      ['p 3 0', null, null, 1e-9],
    ],
    [
      ['groups', null, null, 2],
      ...[0, 1].flatMap((g) => [
        ['r2', 2, g, 0.9],
        ['testError', 2, g, 0.1],
        ['trainError', 2, g, null],
        ['neuron', 2, g, 2 * g],
        ['neuron', 2, g, 2 * g + 1],
      ]),
      ['between 1 0', null, null, 1 / 3],
    ],
    [
      ['slope', null, null, 1],
      ['point', 1, null, 2],
      ['point', 2, null, 3],
    ],
    [
      ['count', null, null, 4],
      ['none', null, null, null],
    ],
  ])
})

test('the rows of a curve belong to chunk sizes, those of other arrays do not', () => {
  const [curves, matrix] = results.map(slimResult)
  expect(listRowSizes(curves, 'gain')).toEqual([1, 2])
  expect(listRowSizes(curves, 'sizes')).toBeNull()
  expect(listRowSizes(matrix, 'values')).toBeNull()
})

test('large squares are kept coarser, or cut', () => {
  const coarse = slimResult(matrixOf(130))
  if (coarse.shape !== 'matrix' || !('step' in coarse)) throw new Error('not a slim matrix')
  expect(coarse).toMatchObject({ size: 130, step: 3 })
  expect(coarse.labels).toHaveLength(44)
  expect(coarse.values).toHaveLength(44 ** 2)
  expect(widenResult(coarse)).toMatchObject({ pairs: [] })
  const cut = slimResult(partitionOf(70))
  if (cut.shape !== 'partition' || !('compared' in cut)) throw new Error('not a slim partition')
  expect(cut.compared).toBe(64)
  const widened = widenResult(cut) as PartitionShape
  expect(widened.between).toHaveLength(70 ** 2)
  expect(widened.between[1]).toBe(partitionOf(70).between[1])
  expect(widened.between[69]).toBeNull()
})
