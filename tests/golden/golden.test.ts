import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze, openRepresentation } from '@mitoscope/analysis/compute'
import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSources } from '@mitoscope/lab/local-files'

interface Expected {
  width: number
  chunkSizes: number[]
  noiseFloor: number
  draws: Record<string, (number | null)[][]>
  /** Curves of a ridge in extended precision, where the least squares of the reference leave out directions that it keeps. */
  exact?: Record<string, (number | null)[][]>
}

/**
 * Returns the tolerance of a curve against float64 truth: one sample for errors, 1e-5 for losses and R²,
 * 1e-3 for correlations.
 */
function tolerance(curve: string, rows: number): number {
  if (curve.endsWith('Error')) return 1 / rows + 1e-12
  return curve.startsWith('residualCorrelation') ? 1e-3 : 1e-5
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const archives = ['reference', 'nasty'].flatMap((set) =>
  readdirSync(folder(set))
    .filter((file) => file.endsWith('.npz'))
    .map((file) => [file.replace('.npz', ''), `${folder(set)}/${file}`]),
)

let backend: Backend
beforeAll(async () => {
  backend = await openBackend()
})

describe('archives with float64 truth', () => {
  it.each(archives)('%s is reproduced for every size and draw', async (_, path) => {
    const expected = JSON.parse(readFileSync(path.replace('.npz', '.json'), 'utf8')) as Expected
    const opened = await openSources([path])
    const before = backend.tf.memory().numTensors
    const representation = await openRepresentation(opened.sources)
    const measures = ['chunk-error', 'reconstruction', 'residual-correlation'].map((id) => ({ id }))
    const result = await analyze(representation, backend, { seed: 0, measures })
    await opened.close()
    expect(backend.tf.memory().numTensors).toBe(before)
    expect(result.width).toBe(expected.width)
    expect(result.chunkSizes).toEqual(expected.chunkSizes)
    expect(result.noiseFloor).toBeCloseTo(expected.noiseFloor, 12)
    for (const [curve, rows] of Object.entries({ ...expected.draws, ...expected.exact })) {
      const allowed = tolerance(curve, curve.startsWith('train') ? result.rows.train! : result.rows.test)
      rows.forEach((row, i) =>
        row.forEach((value, draw) => {
          const actual = result.draws[curve][i][draw]
          const where = `${curve}, size ${expected.chunkSizes[i]}, draw ${draw}: ${actual}, truth ${value}`
          if (value === null || actual === null) expect(actual, where).toBe(value)
          else expect(Math.abs(actual - value), where).toBeLessThanOrEqual(allowed)
        }),
      )
    }
  })
})
