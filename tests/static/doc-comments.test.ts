import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

/** Openings that make sense only beside the code: pronouns, question words, conjunctions, prepositions. */
const refused = new Set(
  [
    'it its he she they their theirs them this that these those we our you your',
    'none nothing something somebody everything everybody whoever whatever whichever',
    'what whether who whom whose which where when why how',
    'and or but as so of for by with without to from in at on over between',
  ].flatMap((line) => line.split(' ')),
)

interface DocComment {
  readonly line: number
  readonly text: string
}

test('doc comments open with what they are about', () => {
  const files = ['apps', 'packages']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}/src`))
    .flatMap(sourcesIn)
  expect(files.length).toBeGreaterThan(500)
  const vague = files.flatMap((file) =>
    listDocComments(readFileSync(join(root, file), 'utf8'))
      .filter(({ text }) => refused.has(openingOf(text)))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  )
  expect(vague, `open with a noun or a verb:\n${vague.join('\n')}`).toEqual([])
})

test.each([
  ['/** What a run holds. */', 'what'],
  ['/**\n * Whether it ended.\n * More.\n */', 'whether'],
  ['  /** In-sample R². */', 'in-sample'],
  ['f(/** Of the run. */ id)', 'of'],
  ['/** … or its name. */', 'or'],
  ['/** [from, to]. */', ''],
  ['/** null where there is none. */', 'null'],
])('the opening of %j is %j', (source, opening) => {
  expect(listDocComments(source).map(({ text }) => openingOf(text))).toEqual([opening])
})

test('globs and plain comments are no doc comments', () => {
  expect(listDocComments("const all = 'src/**/*.ts' // Of all.\n/* Of it. */ const none = '/**/'")).toEqual(
    [],
  )
})

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
}

function listDocComments(source: string): DocComment[] {
  return [...source.matchAll(/\/\*\*(\s[^]*?)\*\//g)].map(({ index, 1: inside }) => ({
    line: source.slice(0, index).split('\n').length,
    text: inside.replace(/\s*\n\s*\*?\s*/g, ' ').trim(),
  }))
}

/** First word of a comment in small letters. */
function openingOf(text: string): string {
  return (/^[…"“]?\s*([\p{L}\p{N}'’-]+)/u.exec(text)?.[1] ?? '').toLowerCase()
}
