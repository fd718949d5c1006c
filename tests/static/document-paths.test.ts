import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const list = (folder: string) => readdirSync(join(root, folder))
const folders = ['apps', 'packages'].flatMap((parent) => list(parent).map((name) => `${parent}/${name}`))
const documents = ['.', 'tests/bench', ...folders].flatMap((folder) =>
  list(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** Paths in backticks that begin at the root, without those that stand for any name. */
const inCode = /`((?:apps|packages|schema|tests)\/[\w./-]+)`/g
/** Targets of links within the repository. */
const inLinks = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g

test.each(documents)('%s names files and folders that exist', (document) => {
  // A changelog tells of what was.
  if (document === 'CHANGELOG.md') return
  const text = readFileSync(join(root, document), 'utf8')
  const named = [...text.matchAll(inCode)]
    .map(([, path]) => path)
    .filter((path) => !/NAME|NOUN|KIND|000N/.test(path))
  const linked = [...text.matchAll(inLinks)].map(([, path]) => join(dirname(document), path))
  expect([...named, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([])
})
