import { performance } from 'node:perf_hooks'
import { analyze } from '@mitoscope/analysis/compute'
import { openBackend } from '@mitoscope/tensor/compute'
import { openArchive } from '../kernels/open-archive.ts'

// Times the same work as published.py, in a process that is already up, and prints JSON:
// node --import tsx tests/bench/published/ours.ts ARCHIVE
const [file] = process.argv.slice(2)
const backend = await openBackend()
const representation = await openArchive(file)
// The published reconstruction is in-sample; held out on train would be work that it does not do.
const { train: _, ...testOnly } = representation

const [from, used] = [performance.now(), process.cpuUsage()]
const error = await analyze(representation, backend, { seed: 0, measures: [{ id: 'chunk-error' }] })
await analyze(testOnly, backend, {
  seed: 0,
  measures: [{ id: 'reconstruction' }, { id: 'residual-correlation' }],
})
const { user, system } = process.cpuUsage(used)
const seconds = (performance.now() - from) / 1000

const [{ result, provenance }] = error.measures
if (result.shape !== 'curves') throw new Error(`chunk-error has curves; this is a ${result.shape}`)
const { sizes, curves } = result
const whole = Object.fromEntries(curves.map(({ id, mean }) => [id, mean[sizes.indexOf(Math.max(...sizes))]]))
const { device, kernels } = provenance
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, device, kernels, whole }))
process.exit(0)
