import { expect, test } from 'vitest'
import { findColumn } from './columns.ts'
import { runsCsv } from './runs-csv.ts'
import { makeRun } from './testing/make-run.ts'

test('every run has a line, numbers whole, intervals beside their numbers', async () => {
  const columns = ['name', 'metric:testError', 'criticalSize'].flatMap((id) => findColumn(id) ?? [])
  const value = 50.973672936580265
  const run = makeRun('1', {
    name: 'one, of two',
    metrics: [{ name: 'testError', last: 0.0339 }],
    analyses: [
      { id: 'x', measure: 'critical-width', scalars: [{ id: 'criticalSize', value, low: 49, high: 52 }] },
    ],
  })
  const lines = (await runsCsv([run, makeRun('2')], columns).text()).trim().split('\r\n')
  expect(lines).toEqual([
    'id,name,metric:testError,analysis:critical-width:criticalSize,analysis:critical-width:criticalSize:low,analysis:critical-width:criticalSize:high',
    '1,"one, of two",0.0339,50.973672936580265,49,52',
    '2,run 2,,,,',
  ])
})
