import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const section = contributing.slice(
  contributing.indexOf('## Walks'),
  contributing.indexOf('## Expected values'),
)
const walks = section
  .split(/\n\n(?=[^\n]+ \(\d+ files\):)/)
  .slice(1)
  .map((text) => {
    const [, title, count] = /^([^\n]+) \((\d+) files\):/.exec(text)!
    return {
      title,
      count: Number(count),
      files: [...text.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file]) => file),
    }
  })
const limits = [25, 18, 25, 18]

/** Files that a file imports by their paths, and the packages of ours that it imports. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const text = readFileSync(join(root, file), 'utf8')
  const named = [...text.matchAll(/(?:from|import\(|new URL\()\s*'([^']+)'/g)].map(([, to]) => to)
  return {
    files: named.filter((to) => to.startsWith('.')).map((to) => join(dirname(file), to)),
    packages: named.filter((to) => to.startsWith('@mitoscope/')).map((to) => to.split('/')[1]),
  }
}

test('the walks are the four, within their limits', () => {
  expect(walks.map(({ files }) => files.length)).toEqual(walks.map(({ count }) => count))
  expect(walks.length).toBe(limits.length)
  for (const [i, { files }] of walks.entries()) expect(files.length).toBeLessThanOrEqual(limits[i])
})

test.each(walks)('$title: each file is reached from one before it', ({ files }) => {
  expect(files.length).toBeGreaterThan(10)
  for (const [i, file] of files.entries()) {
    // The first, and resolvers, which a request reaches.
    if (i === 0 || file.endsWith('.resolver.ts')) continue
    const before = files.slice(0, i).map((path) => ({ path, ...importsOf(path) }))
    const own = importsOf(file).files
    const [group, name] = file.split('/')
    const isReached = before.some(
      ({ path, files: imported, packages }) =>
        imported.includes(file) || own.includes(path) || (group === 'packages' && packages.includes(name)),
    )
    expect(isReached, file).toBe(true)
  }
})
