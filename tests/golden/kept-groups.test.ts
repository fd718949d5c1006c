import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze, openRepresentation } from '@mitoscope/analysis/compute'
import { openSources } from '@mitoscope/lab/local-files'
import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { beforeAll, expect, it } from 'vitest'
import { isTooLarge } from './software-gpu.ts'

interface Case {
  readonly options: Readonly<Record<string, unknown>>
  readonly scalars: Readonly<Record<string, number | null>>
}

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const expected = JSON.parse(readFileSync(place('kept-groups.json'), 'utf8')) as Record<string, Case[]>

let backend: Backend
beforeAll(async () => {
  backend = await openBackend()
})

it.for(Object.keys(expected))(
  'kept and swapped groups of %s are those of float64 truth',
  async (name, { skip }) => {
    skip(isTooLarge(name))
    const path = ['nasty', 'reference']
      .map((set) => place(`${set}/${name}.npz`))
      .find((file) => existsSync(file))!
    const opened = await openSources([path])
    const before = backend.tf.memory().numTensors
    const representation = await openRepresentation(opened.sources)
    const cases = expected[name]
    const measures = cases.map(({ options }) => ({ id: 'kept-groups', options }))
    const { rows, measures: found } = await analyze(representation, backend, { seed: 0, measures })
    await opened.close()
    expect(backend.tf.memory().numTensors).toBe(before)
    for (const [i, { options, scalars }] of cases.entries()) {
      const { result } = found[i]
      if (result.shape !== 'scalars') throw new Error(`The shape is ${result.shape}`)
      for (const [id, truth] of Object.entries(scalars)) {
        const value = result.scalars.find((scalar) => scalar.id === id)?.value ?? null
        const where = `${id} of ${JSON.stringify(options)}: ${value}, truth ${truth}`
        // The layer without variance: the measure says 0 where the truth is not defined.
        if (truth === null) expect(value ?? 0, where).toBe(0)
        else expect(Math.abs(value! - truth), where).toBeLessThanOrEqual(tolerance(id, truth, rows))
      }
    }
  },
)

/** Errors by a sample, R² by 1e-5, losses by 1e-5 of themselves where they are large. */
function tolerance(id: string, truth: number, rows: { test: number; train: number | null }): number {
  if (id.endsWith('Error')) return 1 / (/train/i.test(id) ? rows.train! : rows.test) + 1e-12
  return 1e-5 * Math.max(1, Math.abs(truth))
}
