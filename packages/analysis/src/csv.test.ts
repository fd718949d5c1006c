import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatCsvRow } from './csv.ts'

test.each([
  ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
  ['+1+1', `'+1+1`],
  ['-2+3', `'-2+3`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1+1', `'＝1+1`],
  ['-', `'-`],
])('the text %j is not written as a formula', (text, written) => {
  expect(formatCsvRow([text])).toBe(written)
})

test('numbers are written as numbers, also from texts, and texts are quoted if necessary', () => {
  const cells = [-1.5, 1e-300, NaN, '-1.5', '+2', '-.5e-7', null, undefined, 'a "b", c', 'plain', '']
  expect(formatCsvRow(cells)).toBe('-1.5,1e-300,NaN,-1.5,+2,-.5e-7,,,"a ""b"", c",plain,')
})

test('all CSV lines of the project are written by formatCsvRow', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const options = ['--include=*.ts', '--include=*.tsx', '--exclude=*.test.ts', '--exclude-dir=node_modules']
  const find = (pattern: string) => {
    const places = ['apps/cli/src', 'apps/server/src', 'apps/dashboard/src', 'packages']
    const found = execFileSync('grep', ['-rlE', ...options, pattern, ...places], { cwd: root })
    return found.toString().trim().split('\n').sort()
  }
  // Quotes doubled by hand would be a second way to write a cell.
  expect(find(String.raw`replaceAll\('"', '""'\)|replace\(/"/g, '""'\)`)).toEqual([
    'packages/analysis/src/csv.ts',
  ])
  const writers = find('text/csv|measure,quantity|formatCsvRow')
  expect(writers).toEqual(find('formatCsvRow'))
})
