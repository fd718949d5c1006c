import { expect, test } from 'vitest'
import { findColumn } from '../table/columns.ts'
import { toColumns } from './grouping.ts'
import { groupsAsTable } from './groups-as-table.ts'
import { tableFiles } from '../table-files.ts'

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
const columns = [findColumn('metric:testError')!]
const table = groupsAsTable(groups, toColumns(groups), columns, 'std', () => 'wide nets')
const write = (ending: string) =>
  tableFiles
    .find((file) => file.ending === ending)!
    .write(table)
    .text()

test('files have every statistic, and names rather than ids', async () => {
  expect((await write('csv')).trim().split('\r\n')).toEqual([
    'model,runs,finished,testError_n,testError_mean,testError_std,testError_sem,testError_ci95,testError_min,testError_max,testError_diverged',
    'wide nets,3,2,2,0.5,0.1,0.05,0.2,0.4,0.6,0',
    ',1,0,1,0.5,,0.05,0.2,0.4,0.6,1',
  ])
})

test('printed, the mean has the spread that is shown, and how many runs diverged', async () => {
  const lines = (await write('tex')).split('\n')
  expect(lines.find((line) => line.startsWith('wide'))).toContain('0.50 \\pm 0.10')
  expect(lines.filter((line) => line.includes('&'))[0].split('&')).toHaveLength(5)
})
