import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const [, section] = contributing.split(/^### A noun with a job$/m)
const listed = [...section.split(/^## /m)[0].matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file]) => file)

/** The list for comparisons of two representations, on which no other noun builds; their own folders hold more files. */
const files = listed.map((file) =>
  file
    .replace('000N-', '0004-')
    .replaceAll('NOUNS', 'pair-comparisons')
    .replace('KIND', 'compare')
    .replace('start-NOUN', 'start-pair-comparisons')
    .replace(/NOUN(\.resolver|\.type)/, 'pair-comparison$1')
    .replace('NOUN.ts', 'pair-comparison.ts'),
)

test('a noun with a job is at most 15 files, which are there', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(files.length).toBeLessThanOrEqual(15)
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('a noun is named in no other file: whatever goes over all nouns takes them from their list', () => {
  const folders = ['packages/lab/src', 'apps/server/src', 'tests/contract']
  const sources = folders.flatMap((folder) => {
    const names = readdirSync(join(root, folder), { recursive: true }) as string[]
    return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name))
  })
  const naming = sources
    .filter((file) => !file.includes('/pair-comparisons/') && !file.endsWith('.test.ts'))
    .filter((file) => /pair-?comparison/i.test(readFileSync(join(root, file), 'utf8')))
  expect(naming.length).toBeGreaterThan(5)
  expect(naming.filter((file) => !files.includes(file))).toEqual([])
})
