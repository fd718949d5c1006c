import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listMeasures } from '@mitoscope/analysis'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
// "groups" is a word as well: fields and files have that name.
const ids = listMeasures().map(({ id }) => id).filter((id) => id.includes('-')) // prettier-ignore

/** Strings of a source that are the id of a measure, or begin with one as "ID:NUMBER" does. */
const findIds = (text: string) => ids.filter((id) => new RegExp(`['"\`>]${id}(['"\`:]|</)`).test(text))

const sourcesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`)

test('pages and what they ask know no measure by its id', () => {
  const sources = [
    ...sourcesIn('apps/dashboard/src', /\.tsx?$/),
    ...sourcesIn('schema/documents', /\.graphql$/),
  ]
  expect(sources.length).toBeGreaterThan(100)
  const found = sources.flatMap((file) =>
    findIds(readFileSync(join(root, file), 'utf8')).map((id) => `${file}: ${id}`),
  )
  expect(found).toEqual([])
})

test('an id in a page would be found', () => {
  expect(findIds("measure === 'chunk-error'")).toEqual(['chunk-error'])
  expect(findIds('`critical-width:groups`')).toEqual(['critical-width'])
  expect(findIds('<Link href="/">decay-law</Link>')).toEqual(['decay-law'])
})
