import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const launcher = join(root, 'apps/cli/bin/mitoscope.mjs')
const archive = 'synthetic-w64.npz'
// The error of the whole layer, which every draw ends with.
const wholeLayerError = 0.107421875

// A user's folder, with a tsconfig.json that is none of ours.
const place = mkdtempSync(join(tmpdir(), 'mitoscope-smoke-'))
cpSync(join(root, 'tests/golden/reference', archive), join(place, archive))
writeFileSync(join(place, 'tsconfig.json'), '{ broken')

afterAll(() => rmSync(place, { recursive: true, force: true }))

function run(command: string, args: readonly string[]) {
  return spawnSync(command, args, {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: undefined },
  })
}

test('analyze prints one JSON document, whose numbers are those of the archive', () => {
  const { status, stdout, stderr } = run(process.execPath, [launcher, 'analyze', archive, '--json'])
  expect(stderr).not.toContain('Error:')
  expect(status).toBe(0)
  expect(JSON.stringify(JSON.parse(stdout))).toContain(`${wholeLayerError}`)
})

test('through npm, a relative file is meant from where the user stands', () => {
  const { status, stdout } = spawnSync(
    'npm',
    ['--prefix', root, 'run', '-s', 'mitoscope', '--', 'analyze', archive, '--json'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: place },
    },
  )
  expect(status).toBe(0)
  expect(() => JSON.parse(stdout) as unknown).not.toThrow()
})

test('a file that is not there is a failure with a sentence that names it', () => {
  const { status, stdout, stderr } = run(process.execPath, [launcher, 'analyze', 'nowhere.npz', '--json'])
  expect(status).toBeGreaterThan(0)
  expect(stdout).toBe('')
  expect(stderr).toContain('nowhere.npz')
  expect(stderr).not.toMatch(/^\s+at /m)
})
