import { choleskyTolerant, solveTriangular } from '@mitoscope/tensor/compute'
import { describe, expect, it } from 'vitest'
import { readRows } from '@mitoscope/formats/testing'
import { refitReadouts } from './refit-readout.ts'
import { makeLayer } from './testing/make-layer.ts'
import { checkLeaks, openContext } from './testing/open-context.ts'
import type { Context } from './context.ts'

checkLeaks()

/** Ridge regression of one-hot labels on one chunk, written out: weights [size, classes] and bias. */
async function regress(context: Context, chunk: Int32Array) {
  const { train, readout, width } = context.representation
  const { features, labels } = train!
  const { classes } = readout!
  const [x, size, rows] = [await readRows(features), chunk.length, features.rows]
  const mean = (column: (n: number) => number) => {
    let sum = 0
    for (let n = 0; n < rows; n++) sum += column(n)
    return sum / rows
  }
  const columns = Array.from(chunk, (neuron) => {
    const centre = mean((n) => x[n * width + neuron])
    return { centre, values: Float64Array.from({ length: rows }, (_, n) => x[n * width + neuron] - centre) }
  })
  const dot = (a: Float64Array, b: (n: number) => number) =>
    a.reduce((sum, value, n) => sum + value * b(n), 0)
  const gram = new Float64Array(size * size)
  const cross = new Float64Array(size * classes)
  for (const [i, a] of columns.entries()) {
    for (const [j, b] of columns.entries()) gram[i * size + j] = dot(a.values, (n) => b.values[n])
    for (let c = 0; c < classes; c++) cross[i * classes + c] = dot(a.values, (n) => Number(labels![n] === c))
  }
  let variance = 0
  for (let i = 0; i < size; i++) variance += gram[i * (size + 1)] / size
  for (let i = 0; i < size; i++) gram[i * (size + 1)] += 1e-3 * variance + 1e-8
  const { factor } = choleskyTolerant(gram, size)
  const half = solveTriangular(factor, size, cross, classes)
  const weights = solveTriangular(factor, size, half, classes, { transpose: true })
  const bias = Array.from({ length: classes }, (_, c) =>
    columns.reduce((sum, { centre }, i) => sum - weights[i * classes + c] * centre, mean((n) => Number(labels![n] === c))),
  ) // prettier-ignore
  return { weights, bias }
}

describe('refitted readouts', () => {
  it.each([
    [24, [1, 2, 6, 12, 24]],
    [77, [3, 40, 63, 64, 65, 77]],
  ])('of %i neurons are one ridge regression for each chunk', async (width, sizes) => {
    const context = await openContext(await makeLayer({ width, rows: 150, rank: 3, noise: 0.5 }))
    const { order } = context.draws(3)
    const readouts = await refitReadouts(context, order, 3, sizes)
    for (const size of sizes) {
      for (let draw = 0; draw < 3; draw++) {
        const chunk = order.subarray(draw * width, draw * width + size)
        const { weights, bias } = await regress(context, chunk)
        const readout = readouts(size, draw)
        bias.forEach((value, c) => expect(readout.bias[c]).toBeCloseTo(value, 9))
        const expected = new Float64Array(3 * width)
        chunk.forEach((neuron, i) =>
          [0, 1, 2].forEach((c) => (expected[c * width + neuron] = weights[i * 3 + c])),
        )
        readout.weight.forEach((value, at) => expect(value).toBeCloseTo(expected[at], 9))
      }
    }
  })

  it('of the whole layer are one for all draws', async () => {
    const context = await openContext(await makeLayer({ width: 16, rows: 60, rank: 3, noise: 0.5 }))
    const readouts = await refitReadouts(context, context.draws(2).order, 2, [8, 16])
    expect(readouts(16, 1)).toBe(readouts(16, 0))
    expect(readouts(8, 1).weight).not.toEqual(readouts(8, 0).weight)
  })
})
