import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowedImports, forbiddenImports } from './import-cases.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rule = 'eslint(no-restricted-imports)'
const place = mkdtempSync(join(tmpdir(), 'mitoscope-import-rules-'))

interface Finding {
  readonly code: string
  readonly filename: string
  readonly severity: string
}

let findings: readonly Finding[] = []

beforeAll(() => {
  // The committed rules on a tree of the same shape, in which every file but the allowed ones offends.
  copyFileSync(join(root, '.oxlintrc.json'), join(place, '.oxlintrc.json'))
  for (const [file, line] of [...forbiddenImports, ...allowedImports]) write(file, `${line}\n`)
  write('packages/lab/src/chicken.ts', "export { egg as chicken } from './egg.ts'\n")
  write('packages/lab/src/egg.ts', "export { chicken as egg } from './chicken.ts'\n")
  const { stdout, status } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
    cwd: place,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
})

afterAll(() => {
  rmSync(place, { recursive: true, force: true })
})

test.each(forbiddenImports)('%s may not: %s', (file) => {
  expect(of(file)).toMatchObject([{ code: rule, severity: 'error' }])
})

test.each(allowedImports)('%s may: %s', (file) => {
  expect(of(file)).toEqual([])
})

test('import cycles are errors', () => {
  for (const file of ['packages/lab/src/chicken.ts', 'packages/lab/src/egg.ts']) {
    expect(of(file)).toMatchObject([{ code: 'import(no-cycle)', severity: 'error' }])
  }
})

function of(file: string) {
  return findings.filter(({ filename }) => filename === file)
}

function write(file: string, text: string) {
  mkdirSync(dirname(join(place, file)), { recursive: true })
  writeFileSync(join(place, file), text)
}
