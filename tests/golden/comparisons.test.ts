import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  analyze,
  compareRepresentations,
  listMeasures,
  openRepresentation,
  type MeasureRequest,
} from '@mitoscope/analysis/compute'
import { openSources } from '@mitoscope/lab/local-files'
import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { beforeAll, describe, expect, it } from 'vitest'
import { isTooLarge } from './software-gpu.ts'

type Values = Readonly<Record<string, Readonly<Record<string, number>>>>
type Dimensions = Readonly<Record<string, number | { readonly value: number; readonly error: number }>>

interface Expected {
  readonly pairs: readonly { readonly first: string; readonly second: string; readonly values: Values }[]
  /** values[size][draw]. */
  readonly chunks: readonly {
    readonly archive: string
    readonly sizes: readonly number[]
    readonly values: readonly (readonly Values[])[]
  }[]
  readonly dimension: readonly {
    readonly archive: string
    readonly layer: Dimensions
    readonly sizes: readonly number[]
    readonly chunks: readonly (readonly Dimensions[])[]
  }[]
}

const TOLERANCE = 1e-4

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const expected = JSON.parse(readFileSync(place('comparisons.json'), 'utf8')) as Expected

let backend: Backend
beforeAll(async () => {
  backend = await openBackend()
})

async function open(path: string) {
  const opened = await openSources([place(`${path}.npz`)])
  return { representation: await openRepresentation(opened.sources), close: () => opened.close() }
}

async function measure(archive: string, sizes: readonly number[], measures: readonly MeasureRequest[]) {
  const { representation, close } = await open(archive)
  const before = backend.tf.memory().numTensors
  const found = await analyze(representation, backend, { seed: 0, sizes, measures })
  await close()
  expect(backend.tf.memory().numTensors).toBe(before)
  return found.measures.map(({ result }) => result)
}

/** Close in absolute terms for what is of order 1, else in relative ones. */
function expectClose(actual: number | null | undefined, truth: number, where: string): void {
  expect(Math.abs(actual! - truth), `${where}: ${actual}, truth ${truth}`).toBeLessThanOrEqual(
    TOLERANCE * Math.max(1, Math.abs(truth)),
  )
}

describe('two layers of the same inputs', () => {
  it.each(expected.pairs)('$first and $second compare as public implementations say', async (pair) => {
    const [first, second] = [
      await open(`comparisons/${pair.first}`),
      await open(`comparisons/${pair.second}`),
    ]
    const { measures } = await compareRepresentations(first.representation, second.representation, backend)
    await first.close()
    await second.close()
    let compared = 0
    for (const { measure: id, result } of measures) {
      if (result.shape !== 'scalars') throw new Error(`The shape is ${result.shape}`)
      for (const [quantity, truth] of Object.entries(pair.values[id])) {
        expectClose(result.scalars.find((scalar) => scalar.id === quantity)?.value, truth, quantity)
        compared++
      }
    }
    expect(compared).toBe(9)
  })
})

describe('disjoint chunks', () => {
  it.for(expected.chunks)('of $archive compare as public implementations say', async (chunks, { skip }) => {
    skip(isTooLarge(chunks.archive))
    const ids = listMeasures()
      .map(({ id }) => id)
      .filter((id) => id in byChunk(Object.assign({}, ...chunks.values.flat())))
    // Archives with neighbours at equal distances are compared only by measures that do not depend on their
    // order.
    expect(ids).toHaveLength(chunks.archive.startsWith('reference') ? 6 : 4)
    const results = await measure(chunks.archive, chunks.sizes, ids.map((id) => ({ id }))) // prettier-ignore
    ids.forEach((id, at) => {
      const result = results[at]
      if (result.shape !== 'curves') throw new Error(`The shape is ${result.shape}`)
      expect(result.sizes).toEqual(chunks.sizes)
      chunks.values.forEach((draws, i) =>
        draws.forEach((values, draw) => {
          for (const [quantity, truth] of Object.entries(byChunk(values)[id] ?? {})) {
            const curve = result.curves.find((candidate) => candidate.id === quantity)
            expectClose(curve?.draws[i][draw], truth, `${quantity}, ${chunks.sizes[i]} neurons, draw ${draw}`)
          }
        }),
      )
    })
  })
})

const byChunk = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([id, quantities]) => [`chunk-${id}`, quantities]))

describe('intrinsic dimension', () => {
  it.for(expected.dimension)('of $archive and its chunks is what DADApy says', async (truth, { skip }) => {
    skip(isTooLarge(truth.archive))
    const [scales, curves] = await measure(truth.archive, truth.sizes, [
      { id: 'dimension-scales' },
      { id: 'intrinsic-dimension', options: { draws: 2 } },
    ])
    if (scales.shape !== 'scalars' || curves.shape !== 'curves') throw new Error('The shapes differ')
    for (const [id, value] of Object.entries(truth.layer)) {
      const scalar = scales.scalars.find((candidate) => candidate.id === id)
      if (typeof value === 'number') expectClose(scalar?.value, value, id)
      else {
        expectClose(scalar?.value, value.value, id)
        expectClose((scalar!.high! - scalar!.low!) / 2 / 1.959964, value.error, `${id}, error`)
      }
    }
    truth.chunks.forEach((draws, i) =>
      draws.forEach((values, draw) => {
        for (const [id, key] of [
          ['twoNearestFit'],
          ['twoNearestLikelihood'],
          ['gride', 'gride16'],
        ] as const) {
          const value = values[key ?? id]
          const curve = curves.curves.find((candidate) => candidate.id === id)
          const number = typeof value === 'number' ? value : value.value
          expectClose(curve?.draws[i][draw], number, `${id}, ${truth.sizes[i]} neurons, draw ${draw}`)
        }
      }),
    )
  })
})
