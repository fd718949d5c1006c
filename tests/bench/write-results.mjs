import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { describeMachine } from './machine.mjs'
import { judge, total } from './targets.mjs'

const seconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} s`

/** Prints the results, and writes RESULTS.md when all was measured; answers whether every target is met. */
export function writeResults(results) {
  const judged = judge(results)
  const text = [
    '# Benchmark results',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}.`,
    `Machine: ${describeMachine()}; load before the start ${results.load.toFixed(1)}. Versions: ${versions(results)}.`,
    ...(results.peaks
      ? ['## Products of 2048², and a Gram matrix counted as 2 N W²', peaks(results.peaks)]
      : []),
    ...(results.widths.length > 0 ? ['## Time against the published procedure', times(results.widths)] : []),
    '## Targets',
    table(
      ['target', 'limit', 'measured', 'met'],
      judged.map(([...row]) => [...row.slice(0, 3), row[3] ? 'yes' : 'NO']),
    ),
  ].join('\n\n')
  const all = results.peaks && results.widths.length > 0 && results.memory
  if (all) {
    const file = join(import.meta.dirname, 'RESULTS.md')
    writeFileSync(file, `${text}\n`)
    execFileSync(join(root, 'node_modules/.bin/prettier'), ['--write', '--log-level', 'warn', file])
  }
  console.log(text)
  return judged.every((row) => row[3])
}

function versions({ peaks, widths }) {
  const python = widths[0]?.published.versions ?? {}
  const backends = (peaks?.backends ?? []).map(({ name, version }) => [name, version])
  return [
    ['mitoscope', readCommit()],
    ['node', process.versions.node],
    ...backends,
    ...Object.entries(python),
  ]
    .map((pair) => pair.join(' '))
    .join(', ')
}

/** Short hash of the commit that is measured. */
export function readCommit() {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).trim()
}

function peaks({ numpy, backends }) {
  return table(
    ['', 'float32 product', 'float64 product', 'Gram, 10,000 × 2,048'],
    [
      ['NumPy', ...[numpy.float32, numpy.float64].map((rate) => `${rate.toFixed(0)} GFLOP/s`), ''],
      ...backends.map(({ name, device, float32, gram }) => [
        `${name}: ${device}`,
        `${float32.toFixed(0)} GFLOP/s`,
        '',
        `${gram.toFixed(0)} GFLOP/s in float64`,
      ]),
    ],
  )
}

function times(widths) {
  const how = widths.map(
    ({
      width,
      published: {
        reconstruction: { drawsMeasured, draws },
      },
    }) =>
      drawsMeasured === draws
        ? `W = ${width}: measured in full.`
        : `W = ${width}: the published procedure measured on ${drawsMeasured} draws per size, scaled.`,
  )
  const rows = widths.flatMap(({ width, published, inProcess, wasm, whole, refit }) => {
    const error = published.testError.seconds + published.trainError.seconds
    const reconstruction = published.reconstruction.seconds
    const row = (what, theirs, ours) => [
      `${width}`,
      what,
      seconds(theirs),
      seconds(ours),
      `${(theirs / ours).toFixed(0)} ×`,
    ]
    return [
      row('error and loss, test and train', error, inProcess.errorSeconds),
      row('reconstruction and residual correlation', reconstruction, inProcess.reconstructionSeconds),
      row('both', error + reconstruction, total(inProcess)),
      row('both, on wasm', error + reconstruction, total(wasm)),
      row('readouts refitted to 100 draws, against JavaScript', refit.plainSeconds, refit.refitSeconds),
      row('all measures, from the command line', error + reconstruction, whole.seconds),
    ]
  })
  const { device, kernels } = widths[0].inProcess
  return [
    '10,000 test and 50,000 train rows, 10 classes, W // 2^i; 100 draws for errors, 40 for reconstruction.',
    `Ours on ${device}, ${kernels} kernels; the last row does all that \`mitoscope analyze\` does, more than the published procedure.`,
    `${how.join(' ')}\n\n${table(['W', 'part', 'published', 'mitoscope', 'faster'], rows)}`,
  ].join(' ')
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
