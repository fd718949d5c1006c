import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

const sources = ['apps', 'packages']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'src')))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

test('processes of ours are started compiled, and each of them is', () => {
  const compiled = readFileSync(join(root, 'apps/cli/bin/compile.mjs'), 'utf8')
  const wrapper = 'packages/tensor/src/processes/fork-process.ts'
  const forking = sources.filter(
    ({ text }) => /\bfork\(/.test(text) && text.includes("from 'node:child_process'"),
  )
  expect(forking.map(({ file }) => file)).toEqual([wrapper])
  const starting = sources.filter(({ file, text }) => file !== wrapper && /\bforkProcess[<(]/.test(text))
  expect(starting.length).toBeGreaterThan(3)
  for (const { file, text } of starting) {
    const [, entry] = /new URL\('([^']+)', import\.meta\.url\)/.exec(text) ?? []
    expect(entry, `${file} names the source that it starts by its URL`).toBeDefined()
    expect(compiled).toContain(`'${join(file, '..', entry)}'`)
  }
  const loaders = sources.filter(({ text }) => text.includes("'tsx'")).map(({ file }) => file)
  expect(loaders).toEqual(['packages/tensor/src/processes/locate-entry.ts'])
})
