import { expect, test } from 'vitest'
import { findColumn } from './table/columns.ts'
import { runsAsTable, tableFiles, groupsAsTable } from './runs-as-table.ts'
import { makeRun } from './testing/make-run.ts'
import { toColumns } from './groups/grouping.ts'

const columns = ['name', 'metric:testError', 'criticalSize'].flatMap((id) => findColumn(id) ?? [])
const scalar = { id: 'criticalSize', value: 50.973672936580265, low: 49, high: 52 }
const run = makeRun('1', {
  name: 'one, of two',
  metrics: [{ name: 'testError', last: 0.0339, endedNotFinite: false, lastFiniteStep: 1 }],
  analyses: [
    { id: 'x', measure: 'critical-width', representation: { id: 'r', epoch: null }, scalars: [scalar] },
  ],
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

const spread = { n: 2, mean: 0.5, std: 0.1, sem: 0.05, ci95: 0.2, min: 0.4, max: 0.6, diverged: 0 }
const groups = [
  { keys: [{ name: 'model', value: 'TW9k' }], runCount: 3, finishedCount: 2, c0: spread },
  {
    keys: [{ name: 'model', value: null }],
    runCount: 1,
    finishedCount: 0,
    c0: { ...spread, n: 1, std: null, diverged: 1 },
  },
]
const averagedColumns = [findColumn('metric:testError')!]
const groupsTable = groupsAsTable(groups, toColumns(groups), averagedColumns, 'std', () => 'wide nets')
const writeGroups = (ending: string) =>
  tableFiles
    .find((file) => file.ending === ending)!
    .write(groupsTable)
    .text()

test('files have every statistic, and names rather than ids', async () => {
  expect((await writeGroups('csv')).trim().split('\r\n')).toEqual([
    'model,runs,finished,testError_n,testError_mean,testError_std,testError_sem,testError_ci95,testError_min,testError_max,testError_diverged',
    'wide nets,3,2,2,0.5,0.1,0.05,0.2,0.4,0.6,0',
    ',1,0,1,0.5,,0.05,0.2,0.4,0.6,1',
  ])
})

test('printed, the mean has the spread that is shown, and how many runs diverged', async () => {
  const lines = (await writeGroups('tex')).split('\n')
  expect(lines.find((line) => line.startsWith('wide'))).toContain('0.50 \\pm 0.10')
  expect(lines.filter((line) => line.includes('&'))[0].split('&')).toHaveLength(5)
})
