import { performance } from 'node:perf_hooks'
import { analyze } from '@mitoscope/analysis/compute'
import { choleskyTolerant, openBackend, solveTriangular } from '@mitoscope/tensor/compute'
import { openArchive } from './open-archive.ts'

// Chunk errors with the readout REFIT, 100 draws: node --import tsx tests/bench/kernels/refit.ts ARCHIVE. Prints JSON: seconds of the
// whole measure, those of refitting within it, and of refitting every chunk of every draw in JavaScript, one by one.
const [file] = process.argv.slice(2)
const DRAWS = 100
const backend = await openBackend()
const representation = await openArchive(file)

const last = new Map<string, number>()
const from = performance.now()
const { chunkSizes } = await analyze(representation, backend, {
  seed: 0,
  measures: [{ id: 'chunk-error', options: { readout: 'REFIT', draws: DRAWS } }],
  onProgress: (phase) => last.set(phase, performance.now()),
})
const seconds = (performance.now() - from) / 1000
const refitSeconds = (last.get('Refitted readouts')! - last.get('Gram matrix, train')!) / 1000
console.log(
  JSON.stringify({ name: backend.name, seconds, refitSeconds, plainSeconds: DRAWS * timePlainDraw() }),
)
process.exit(0)

/** Seconds of one draw's sizes, the layer included, of some positive matrix: the time depends on sizes alone. */
function timePlainDraw(): number {
  const classes = representation.readout!.classes
  const begin = performance.now()
  for (const size of chunkSizes) {
    const inner = Float64Array.from({ length: size * size }, (_, at) =>
      at % (size + 1) === 0 ? size : Math.sin(at),
    )
    const { factor } = choleskyTolerant(inner, size)
    const half = solveTriangular(factor, size, new Float64Array(size * classes).fill(1), classes)
    solveTriangular(factor, size, half, classes, { transpose: true })
  }
  return (performance.now() - begin) / 1000
}
