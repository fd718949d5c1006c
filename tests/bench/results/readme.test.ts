import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../apps/cli/bin/ensure-installed.mjs'
import { parseComparisons, readQuoted, renderSpeed, replaceSpeed } from './readme.ts'

const text = `# Speed of training against PyTorch

Written by \`npm run bench -- --only training --rounds 6\` on 2026-11-30.

Machine: AMD EPYC, 2 cores, 24 GiB memory, Linux 6.18.44; load before the start 0.10. Versions: mitoscope 1234567.

| work                      | way    | theirs  | theirs, CPU | ours    | ours, CPU | faster | interval     | target  | met |
| ------------------------- | ------ | ------- | ----------- | ------- | --------- | ------ | ------------ | ------- | --- |
| a step of 128 images, MLP | native | 22.9 ms | 44.1 ms     | 22.1 ms | 43.0 ms   | 1.04 × | 1.01 to 1.06 | ≥ 0.7 × | yes |

**a step**: fastest with 2 threads; 6 rounds, 0 disturbed.

| setting  | trial   |
| -------- | ------- |
| 1 thread | 41.0 ms |
`

test('a file of comparisons is parsed to its date, machine and rows, without the tables below', () => {
  const { date, machine, rows } = parseComparisons(text, 'F.md')
  expect([date, machine]).toEqual(['2026-11-30', 'AMD EPYC, 2 cores, 24 GiB memory, Linux 6.18.44'])
  expect(rows).toEqual([
    expect.objectContaining({ theirs: '22.9 ms', ours: '22.1 ms', interval: '1.01 to 1.06' }),
  ])
})

test('files without date, table, rows or cells are refused by name', () => {
  const parse = (changed: string) => () => parseComparisons(changed, 'F.md')
  expect(parse(text.replace('Written by', 'Made by'))).toThrow('F.md does not say its date and machine')
  expect(parse(text.replace('| interval     ', '| span         '))).toThrow(
    'F.md has no table with the columns work',
  )
  expect(parse(text.replace('| native | 22.9 ms', '| native'))).toThrow('F.md has a row of 9 cells')
  expect(parse(text.replace(/\| a step of.*\n/, ''))).toThrow('F.md has a table without rows')
})

test('README’s block quotes the rows and changes nothing else', () => {
  const readme = 'before\n\n<!-- speed: written by npm run bench -->\nold\n<!-- end of speed -->\n\nafter\n'
  const replaced = replaceSpeed(readme, renderSpeed({ training: parseComparisons(text, 'F.md') }))
  expect(replaced).toContain('| a step of 128 images, MLP | 22.9 ms | 22.1 ms | 1.04 × | 1.01 to 1.06 |')
  expect(replaced).toContain('2026-11-30 ([how](tests/bench/TRAINING-RESULTS.md)). ')
  expect(replaced.startsWith('before\n\n')).toBe(true)
  expect(replaced.endsWith('\n\nafter\n')).toBe(true)
  expect(replaced).not.toContain('old')
  expect(replaceSpeed(replaced, renderSpeed({}))).toContain('No figures are published')
  expect(() => replaceSpeed('no block', '')).toThrow('README.md has no part')
})

const readme = readFileSync(join(root, 'README.md'), 'utf8')
/** prettier pads the cells of tables. */
const plain = (markdown: string) => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---')

test('README says of speed what the files of results say', () => {
  expect(plain(readme)).toBe(plain(replaceSpeed(readme, renderSpeed(readQuoted()))))
})

test('README has no times and no ratios beside those of the files', () => {
  const rest = replaceSpeed(readme, '').replace(/```[^]*?```/g, '')
  const claims = rest.match(/\d(?: ?×| (?:µs|ms|s|min|h|seconds|minutes|hours)\b)/g)
  expect(claims).toBeNull()
})
