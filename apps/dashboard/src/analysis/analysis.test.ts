import { expect, test } from 'vitest'
import { listScalars, listTables } from '@mitoscope/analysis/shapes'
import { keptAddress, toSlimShape, type AnalysisResult } from './analysis.ts'
import { results } from './testing/make-analysis.ts'

test('the choice that was measured is in the address', () => {
  const options = { size: 16, groups: [1, 2, 2], replaced: 2, by: 5, readout: 'RESCALED', draws: 20 }
  expect(keptAddress({ id: 'a=', options })).toBe(
    '/groups?id=a%3D&keep=1%2C2&replaced=2&by=5&readout=RESCALED',
  )
})

test('what is left out is left out', () => {
  const options = { groups: null, replaced: null, by: null, readout: 'ORIGINAL' }
  expect(keptAddress({ id: 'a', options })).toBe('/groups?id=a')
})

const resultTables = (result: AnalysisResult) => listTables(toSlimShape(result))

test('every row of every table is as long as its header', () => {
  for (const result of Object.values(results)) {
    for (const { header, rows } of resultTables(result)) {
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row).toHaveLength(header.length)
    }
  }
})

test('curves have a row per size, with their floors', () => {
  const [{ header, rows }] = resultTables(results.curves)
  expect(header).toEqual([
    'size',
    'test error',
    'test error, ± 95 %',
    'test error, std',
    'test error, n',
    'independent residuals',
  ])
  expect(rows[2]).toEqual([4, 0.125, null, null, 1, null])
})

test('a fit tells the law at the sizes where it has one', () => {
  const [{ rows }] = resultTables(results.fit)
  expect(rows[0]).toEqual([1, 0.9, 'no', null])
  expect(rows[2]).toEqual([4, 0.35, 'yes', 0.354])
})

test('single numbers come from wherever the shape has them', () => {
  expect(
    Object.values(results).map((result) => listScalars(toSlimShape(result)).map(({ id }) => id)),
  ).toEqual([[], ['significant'], ['groups'], ['exponent'], ['criticalSize']])
})
