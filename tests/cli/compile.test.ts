import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile, compiledEntry } from '../../apps/cli/bin/compile.mjs'

let place: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'mitoscope-compile-'))
})
afterAll(() => rm(place, { recursive: true, force: true }))

test('two first starts at once both get a whole build, and the next start takes what is there', async () => {
  const both = await Promise.all([compile([place]), compile([place])])
  for (const folder of both) expect(run(folder, ['--version'])).toMatchObject({ status: 0, stderr: '' })
  const again = await compile([place])
  expect(both).toContain(again)
  expect((await readdir(place)).filter((name) => /unfinished|pointer/.test(name))).toEqual([])
})

test('a source that has changed is compiled again, and the old build stays for those who run it', async () => {
  const old = await compile([place])
  const manifest = join(old, 'sources.json')
  const made = JSON.parse(await readFile(manifest, 'utf8')) as { sources: [string, string][] }
  expect(made.sources.map(([path]) => path)).toContain('packages/lab/src/platform/lab/lab.ts')
  made.sources[0][1] = 'another size and time'
  await writeFile(manifest, JSON.stringify(made))
  const fresh = await compile([place])
  expect(fresh).not.toBe(old)
  expect(run(old, ['--version']).status).toBe(0)
})

test('a build that was damaged, or made elsewhere, is not used', async () => {
  const old = await compile([place])
  await writeFile(join(old, 'sources.json'), '{')
  const fresh = await compile([place])
  expect(fresh).not.toBe(old)
  await writeFile(join(fresh, 'sources.json'), JSON.stringify({ root: '/elsewhere', sources: [] }))
  expect(await compile([place])).not.toBe(fresh)
})

test('where the first place cannot be written, the next one is taken', async () => {
  const file = join(place, 'file')
  await writeFile(file, '')
  const second = join(place, 'second')
  expect(await compile([join(file, 'in a file'), second])).toContain(second)
})

test('the line of a stack is that of the source', async () => {
  const folder = await compile([place])
  const script = `
    process.setSourceMapsEnabled(true)
    process.argv = ['node', 'mitoscope', 'nonsense']
    const write = process.stderr.write
    process.stderr.write = () => { throw new Error('here') }
    try { await import(${JSON.stringify(compiledEntry(folder, 'apps/cli/src/main.ts'))}) }
    catch (error) { write.call(process.stderr, error.stack) }
    process.exit(0)`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/apps\/cli\/src\/[\w/-]+\.ts:\d+/)
})

test('only builds of days before that are not among the last few are removed', async () => {
  const dayMs = 24 * 60 * 60 * 1000
  const names = Array.from({ length: 7 }, (_, i) => `${Date.now() - (3 + i) * dayMs}-00000000`)
  for (const name of names) {
    await writeFile(join(place, name), '')
    await utimes(join(place, name), new Date(), new Date())
  }
  const current = await compile([place])
  await rm(join(current, 'sources.json'))
  await compile([place])
  // The last five besides the one just made are of today, from the tests above.
  expect(names.filter((name) => existsSync(join(place, name)))).toEqual([])
})

function run(folder: string, args: readonly string[]) {
  const entry = compiledEntry(folder, 'apps/cli/src/main.ts')
  const { status, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' })
  return { status, stderr }
}
