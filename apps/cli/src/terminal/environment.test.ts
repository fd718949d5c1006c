import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createProgram } from '../program.ts'
import { environment } from './environment.ts'
import { exitCodeMeanings } from './exit-codes.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** Variables read by libraries, which no source of ours names. */
const ofLibraries = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
/** Every program has them: the launcher puts the newer Node first in one, and sync the Python client in the other. */
const ofSystem = ['PATH', 'PYTHONPATH']
const documented = environment.map(({ name }) => name)
const manual = readFileSync(join(root, 'apps/cli/README.md'), 'utf8')

/** Returns every source file that runs at a user's, without tests. */
function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return /^(node_modules|testing|dist|out|\.next|\.built)$/.test(entry.name) ? [] : listSources(path)
    return /\.(ts|tsx|mjs|js)$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : []
  })
}

/** Returns the variables that a source reads, as properties of an environment or by destructuring one. */
export function listVariables(source: string): string[] {
  const members = [
    ...source.matchAll(/(?<!delete )(?<!\.)\b(?:process\.)?env\.([A-Za-z]\w*)/g),
    ...source.matchAll(/\benv\[['"](\w+)['"]\]/g),
  ]
  const taken = [...source.matchAll(/\{([^{}]*)\}\s*=\s*(?:process\.)?env\b(?!\.)/g)].flatMap(([, names]) => [
    ...names.matchAll(/(?:^|,)\s*(\w+)/g),
  ])
  return [...members, ...taken].map(([, name]) => name)
}

test('variables are found in every way of reading them', () => {
  const source = `process.env.ONE; env.TWO ?? env['THREE']; const { FOUR, five: name = 'x' } = process.env
    const {
      SIX: own = 1,
    } = env`
  expect(listVariables(source).sort()).toEqual(['FOUR', 'ONE', 'SIX', 'THREE', 'TWO', 'five'])
})

test('every variable that the code reads is documented, and no other', () => {
  const sources = ['apps', 'packages'].flatMap((folder) => listSources(join(root, folder)))
  const read = new Set(sources.flatMap((path) => listVariables(readFileSync(path, 'utf8'))))
  expect(read.size).toBeGreaterThan(20)
  for (const name of ofSystem) read.delete(name)
  expect([...read].sort()).toEqual(documented.filter((name) => !ofLibraries.includes(name)).sort())
})

test('help and manual list the variables and the exit codes', () => {
  let help = ''
  createProgram()
    .configureOutput({ writeOut: (text) => (help += text) })
    .outputHelp()
  for (const { name, meaning } of environment) {
    expect(help).toMatch(new RegExp(`^  ${name} +${escape(meaning)}$`, 'm'))
    expect(manual).toMatch(new RegExp(`^\\| \`${name}\` +\\| ${escape(meaning)} +\\|$`, 'm'))
  }
  for (const [code, meaning] of exitCodeMeanings) {
    expect(help).toMatch(new RegExp(`^  ${code} +${escape(meaning)}$`, 'm'))
    expect(manual).toMatch(new RegExp(`^\\| ${code} +\\| ${escape(meaning)} +\\|$`, 'm'))
  }
  const inManual = [...manual.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name)
  expect(inManual).toEqual(documented)
})

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
