import { expect, test } from 'vitest'
import { analysisFigures } from '../analysis/analysis-figures.ts'
import { sweepFigures } from '../sweep/sweep-figures.ts'
import { makeAnalysis } from '../testing/make-analysis.ts'
import { makeSweep } from '../testing/make-sweep.ts'
import { columnName } from './figure-table.ts'

const sweep = makeSweep()
const figures = [...sweepFigures(sweep), ...analysisFigures(makeAnalysis())]

test.each(figures)('the table of $id has columns of one length, means first', ({ table }) => {
  const { columns, member } = table
  const names = columns.map(({ name }) => name)
  const rows = columns[0].values.length
  expect(new Set(names).size).toBe(names.length)
  expect(rows).toBeGreaterThan(0)
  for (const { name, values, spread } of columns) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(values).toHaveLength(rows)
    expect(values.every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true)
    if (spread) expect(names).toContain(spread.column)
  }
  if (member === undefined) return
  const numbers = columns.find(({ name }) => name === member)!.values
  expect(numbers.lastIndexOf(null)).toBe(numbers.filter((number) => number === null).length - 1)
})

test('a table of the sweep has the groups of every width and run', () => {
  const { columns } = figures[0].table
  const of = (name: string) => columns.find((column) => column.name === name)!.values
  const [first] = sweep.series
  expect(of('groups').slice(0, 7)).toEqual(first.widths.map(({ groups }) => groups))
  expect(of('groups_low').slice(0, 7)).toEqual(first.widths.map(({ groupsLow }) => groupsLow))
  expect(of('groups_high').slice(0, 7)).toEqual(first.widths.map(({ groupsHigh }) => groupsHigh))
  expect(of('groups')).toHaveLength(2 * 7 + 2 * 21)
  expect(of('run').slice(14, 17)).toEqual([1, 2, 3])
})

test('names of columns are suited for a header', () => {
  expect(['testError', 'R², held-out', 'ρ'].map(columnName)).toEqual(['test_error', 'r_held_out', 'value'])
})
