import { describe, expect, it } from 'vitest'
import type { Kernels } from './kernels.ts'
import { loadKernels } from './load-kernels.ts'

function available(): [string, Kernels][] {
  const kinds: [string, Kernels][] = [['wasm', loadKernels({ kind: 'wasm' })]]
  const best = loadKernels()
  return best.kind === 'native' ? [['native', best], ...kinds] : kinds
}

/** Returns a deterministic value in −1 … 1, independent of other values. */
const value = (i: number, seed: number) => {
  const wild = Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453
  return Math.fround(2 * (wild - Math.floor(wild)) - 1)
}
const matrix = (rows: number, columns: number, seed: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => value(i * columns + j, seed)),
  )

/** Returns values[i][j] as panels of `lanes` rows i: [i / lanes][j][lanes], filled up with 0. */
function panels(values: number[][], lanes: number): Float32Array {
  const columns = values[0].length
  const out = new Float32Array(Math.ceil(values.length / lanes) * lanes * columns)
  values.forEach((row, i) =>
    row.forEach((value, j) => (out[(i - (i % lanes)) * columns + j * lanes + (i % lanes)] = value)),
  )
  return out
}

const transpose = (values: number[][]) => values[0].map((_, j) => values.map((row) => row[j]))
const multiply = (a: number[][], b: number[][]) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)))

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length)
  const worst = actual.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i])), 0)
  expect(worst).toBeLessThan(2e-5)
}

// Less than a panel, whole panels, and panels with a remainder, for every possible number of lanes.
const shapes = [
  [1, 2, 1],
  [5, 9, 3],
  [32, 65, 64],
  [45, 70, 83],
] as const

describe.each(available())('%s dense kernels', (_, kernels) => {
  const lanes = kernels.call('dense_lanes')

  it.each(shapes)(
    'pass %i rows of %i inputs through %i outputs, forward and back',
    (rows, inputs, outputs) => {
      const x = matrix(rows, inputs, 1).map((row) => [...row.slice(0, -1), 1])
      const w = matrix(outputs, inputs, 2)
      const stride = Math.max(Math.ceil(outputs / lanes) * lanes, outputs + 1)
      const space = new Float32Array(rows * inputs)
      const flat = Float32Array.from(x.flat())
      const product = multiply(x, transpose(w))
      for (const rectify of [0, 1]) {
        const out = new Float32Array(rows * stride)
        // prettier-ignore
        kernels.call('dense_forward', flat, rows, inputs, inputs, panels(w, lanes), outputs, out, stride, rectify, space)
        const expected = new Float32Array(rows * stride)
        product.forEach((row, n) => {
          expected.set(
            row.map((v) => (rectify ? Math.max(0, v) : v)),
            n * stride,
          )
          expected[n * stride + outputs] = 1
        })
        expectClose(out, expected)
      }

      const delta = matrix(rows, outputs, 3)
      const below = new Float32Array(Math.ceil(rows / lanes) * lanes * (inputs - 1))
      kernels.call('dense_backward', panels(delta, lanes), rows, outputs, panels(w, lanes), inputs, below)
      const back = multiply(delta, w).map((row) => row.slice(0, -1))
      expectClose(below, panels(back, lanes))

      const gated = back.map((row, n) => row.map((v, i) => (x[n][i] > 0 ? v : 0)))
      const byNeuron = new Float32Array(Math.ceil((inputs - 1) / lanes) * lanes * rows).fill(9)
      kernels.call('dense_gate', below, flat, rows, inputs - 1, inputs, byNeuron)
      expectClose(below, panels(gated, lanes))
      expectClose(byNeuron, panels(transpose(gated), lanes))
    },
  )

  it.each(shapes)('update velocity and weights on %i rows of %i inputs and %i outputs', (...shape) => {
    const [rows, inputs, outputs] = shape
    const [x, delta] = [matrix(rows, inputs, 4), matrix(rows, outputs, 5)]
    const [w, v] = [matrix(outputs, inputs, 6), matrix(outputs, inputs, 7)]
    const [weights, velocity] = [panels(w, lanes), panels(v, lanes)]
    const space = new Float32Array(rows * inputs)
    const errors = panels(transpose(delta), lanes)
    // prettier-ignore
    kernels.call('dense_update', Float32Array.from(x.flat()), rows, inputs, inputs, errors, outputs, weights, velocity, 0.9, 0.02, space)
    const gradient = multiply(transpose(delta), x)
    const speed = v.map((row, j) => row.map((old, i) => 0.9 * old + gradient[j][i] - 0.02 * w[j][i]))
    expectClose(velocity, panels(speed, lanes))
    const moved = w.map((row, j) => row.map((old, i) => old + speed[j][i]))
    expectClose(weights, panels(moved, lanes))
  })

  it('keep NaN of a diverged network through a ReLU', () => {
    const out = new Float32Array(2 * lanes)
    const weights = panels([[NaN, 0]], lanes)
    kernels.call(
      'dense_forward',
      Float32Array.of(1, 1),
      1,
      2,
      2,
      weights,
      1,
      out,
      lanes,
      1,
      new Float32Array(2),
    )
    expect(out[0]).toBeNaN()
  })
})
