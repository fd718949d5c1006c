import { expect, test } from 'vitest'
import { findColumn } from './table/columns.ts'
import { runsAsTable } from './runs-as-table.ts'
import { tableFiles } from './table-files.ts'
import { makeRun } from './testing/make-run.ts'

const columns = ['name', 'metric:testError', 'criticalSize'].flatMap((id) => findColumn(id) ?? [])
const scalar = { id: 'criticalSize', value: 50.973672936580265, low: 49, high: 52 }
const run = makeRun('1', {
  name: 'one, of two',
  metrics: [{ name: 'testError', last: 0.0339, endedNotFinite: false, lastFiniteStep: 1 }],
  analyses: [{ id: 'x', measure: 'critical-width', representation: null, scalars: [scalar] }],
})
const table = runsAsTable([run, makeRun('2')], columns)
const write = async (ending: string) =>
  tableFiles
    .find((file) => file.ending === ending)!
    .write(table)
    .text()

test('every run has a line, numbers whole, intervals beside their numbers', async () => {
  const w = 'analysis:critical-width:criticalSize'
  expect((await write('csv')).trim().split('\r\n')).toEqual([
    `id,name,metric:testError,${w},${w}:half,${w}:low,${w}:high`,
    '1,"one, of two",0.0339,50.973672936580265,1.5,49,52',
    '2,run 2,,,,,',
  ])
})

test('a printed table has the interval with the number', async () => {
  const lines = (await write('tex')).split('\n')
  expect(lines.find((line) => line.startsWith('one'))).toContain('51.0 \\pm 1.5')
})

test('numpy is told the columns', async () => {
  expect(await write('npy')).toContain("('metric:testError', '<f8')")
})
