import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')

/** Paths in backticks that begin at the root, without those that stand for any name. */
const inCode = /`((?:apps|packages|schema|tests)\/[\w./-]+)`/g
/** Targets of links within the repository. */
const inLinks = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g

test.each(documents)('%s names files and folders that exist', (document) => {
  // A changelog tells of what was.
  if (document === 'CHANGELOG.md') return
  const text = readFileSync(join(root, document), 'utf8')
  const named = [...text.matchAll(inCode)].map(([, path]) => path).filter((path) => !/NAME|NOUN|000N/.test(path))
  const linked = [...text.matchAll(inLinks)].map(([, path]) => join(dirname(document), path))
  expect([...named, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([])
})
