import { performance } from 'node:perf_hooks'
import { analyze } from '@mitoscope/analysis/compute'
import { openBackend } from '@mitoscope/tensor/compute'
import { openArchive } from './open-archive.ts'

// Times the same work as published.py, in a process that is already up, and prints JSON:
// node --import tsx tests/bench/ours.ts ARCHIVE
const [file] = process.argv.slice(2)
const backend = await openBackend()
const representation = await openArchive(file)
// The published reconstruction is in-sample; held out on train would be work that it does not do.
const { train: _, ...testOnly } = representation

const [error, errorSeconds] = await timed(() =>
  analyze(representation, backend, { seed: 0, measures: [{ id: 'chunk-error' }] }),
)
const [, reconstructionSeconds] = await timed(() =>
  analyze(testOnly, backend, {
    seed: 0,
    measures: [{ id: 'reconstruction' }, { id: 'residual-correlation' }],
  }),
)
const { backend: name, device, kernels } = error.measures[0].provenance
console.log(JSON.stringify({ name, device, kernels, errorSeconds, reconstructionSeconds }))
process.exit(0)

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const from = performance.now()
  const result = await work()
  return [result, (performance.now() - from) / 1000]
}
