import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

/** Folder for the temporary files of examples. */
const temporary = mkdtempSync(join(tmpdir(), 'mitoscope-examples-'))
const loader = import.meta.resolve('tsx')
const fence = /```(ts|sh)\n([^]*?)```\s+```text\n([^]*?)```/g

const readmes = ['apps', 'packages']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'README.md')))
  // Its examples run where there is Python: tests/python.
  .filter((folder) => folder !== 'packages/python')

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true })
})

test('packages and apps have a README', () => {
  expect(readmes).toEqual(
    expect.arrayContaining([
      'apps/cli',
      'apps/dashboard',
      'apps/server',
      'packages/analysis',
      'packages/figures',
      'packages/formats',
      'packages/lab',
      'packages/tensor',
      'packages/training',
    ]),
  )
})

test.each(readmes)('the examples of %s print what its README says', (folder) => {
  const examples = [...readFileSync(join(root, folder, 'README.md'), 'utf8').matchAll(fence)]
  expect(examples.length).toBeGreaterThan(0)
  for (const [, language, code, output] of examples) {
    const { stdout, stderr } = language === 'sh' ? runCommand(code) : runModule(folder, code)
    expect(stdout, stderr).toBe(output)
  }
})

function runCommand(code: string) {
  return spawnSync('sh', ['-c', code], { cwd: root, encoding: 'utf8' })
}

/** Runs a module from its package's folder, where the package can be imported by its own name. */
function runModule(folder: string, code: string) {
  return spawnSync(process.execPath, ['--import', loader, '--input-type=module', '--eval', code], {
    cwd: join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary, TSX_TSCONFIG_PATH: join(root, '.tsconfig.json') },
  })
}
