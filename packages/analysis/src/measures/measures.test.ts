import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = (name: string) => new URL(`../${name}/`, import.meta.url)
const sources = (name: string) =>
  readdirSync(folder(name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder(name)), 'utf8') }))
const importsOf = (text: string) => [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path)

const measures = sources('measures').filter(({ text }) => /: Measure = \{/.test(text))

test.each(measures)('$file imports no other measure', ({ text }) => {
  const others = measures.map(({ file }) => `./${file}`)
  expect(importsOf(text).filter((path) => others.includes(path))).toEqual([])
})

test.each(sources('computations'))('$file, a computation, knows no measure', ({ text }) => {
  expect(importsOf(text).filter((path) => path.includes('/measures/'))).toEqual([])
})

test('every measure of the folder is checked', () => {
  expect(measures.map(({ file }) => file)).toContain('kept-groups.ts')
  expect(measures.length).toBeGreaterThanOrEqual(9)
})
