import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Backend, Gram } from '../backend.ts'
import { normals } from '../linear-algebra/test-matrices.ts'
import { openBackend } from '../open-backend.ts'

let backend: Backend
let tensors = 0

beforeAll(async () => {
  backend = await openBackend()
}, 120_000)

beforeEach(() => {
  tensors = backend.tf.memory().numTensors
})

afterEach(() => {
  expect(backend.tf.memory().numTensors).toBe(tensors)
})

describe('a Gram matrix', () => {
  test.each([
    { rows: 1, width: 1 },
    { rows: 7, width: 3 },
    { rows: 300, width: 130 },
    { rows: 1100, width: 40 },
  ])('of $rows rows of width $width agrees with the definition', async ({ rows, width }) => {
    const values = normals(rows * width, 1)
    await expectDefinition(values, rows, width, [rows])
  })

  test('does not depend on the division of its rows into blocks', async () => {
    await expectDefinition(normals(700 * 20, 2), 700, 20, [1, 256, 3, 440])
  })

  test('keeps its digits with a large mean', async () => {
    const values = normals(500 * 12, 3).map((value) => Math.fround(1000 + value))
    await expectDefinition(values, 500, 12, [100, 400])
  })

  test('keeps its digits if the first block differs from the others', async () => {
    const values = normals(2000 * 8, 4).map((value, at) => (at < 1024 * 8 ? value - 5 : value + 5))
    await expectDefinition(values, 2000, 8, [1024, 976])
  })

  test('holds columns of scales from 1e-8 to 1e8 side by side', async () => {
    const width = 9
    const values = normals(400 * width, 5).map((value, at) => value * 10 ** (2 * ((at % width) - 4)))
    await expectDefinition(values, 400, width, [400])
  })

  test('is exactly zero for a constant column', async () => {
    const values = Float32Array.from(normals(64 * 2, 6), (value, at) => (at % 2 === 0 ? 0.1 : value))
    const gram = await sum(values, 64, 2, [10, 54])
    expect([gram.values[0], gram.values[1], gram.values[2]]).toEqual([0, 0, 0])
    expect(gram.resolution).toBeLessThan(1e-5)
  })

  test('is exactly zero for a constant column of float64, however large', async () => {
    const constants = [0.1, 1e10 + 0.1, -1e5 / 3, Math.PI * 1e-30]
    const values = normals(600 * 5, 8).map((value, at) => constants[at % 5] ?? value)
    const gram = await sum(values, 600, 5, [10, 590])
    for (let j = 0; j < 4; j++) {
      expect([...gram.values.subarray(j * 5, j * 5 + 5)]).toEqual([0, 0, 0, 0, 0])
      expect(gram.mean[j]).toBe(constants[j])
    }
    expect(gram.values[24]).toBeGreaterThan(500)
  })

  test('uses float64 rows in full precision if the backend has it', async () => {
    const values = normals(200 * 5, 7)
    const gram = await sum(values, 200, 5, [200])
    expect(relativeError(gram, values, 200, 5)).toBeLessThan(backend.name === 'webgpu' ? 1e-6 : 1e-14)
    const mixed = backend.createGram(5)
    await mixed.add(Float32Array.from(values.subarray(0, 500)), 100)
    await mixed.add(values.subarray(500), 100)
    expect((await mixed.finish()).rows).toBe(200)
  })

  test('rejects rows that do not fit, no rows at all, and use after its end', async () => {
    const gram = backend.createGram(3)
    await expect(gram.add(new Float32Array(4), 2)).rejects.toThrow('not 2 rows of width 3')
    await expect(gram.finish()).rejects.toThrow('at least one row')
    await gram.add(new Float32Array(6), 2)
    gram.dispose()
    gram.dispose()
    await expect(gram.add(new Float32Array(3), 1)).rejects.toThrow('finished or disposed')
    expect(() => backend.createGram(0)).toThrow('width 0')
  })
})

async function expectDefinition(values: Float64Array, rows: number, width: number, cuts: number[]) {
  const single = Float32Array.from(values)
  const gram = await sum(single, rows, width, cuts)
  const error = relativeError(gram, Float64Array.from(single), rows, width)
  // The resolution bounds the typical error of an entry; four times that is not reached by chance.
  expect(error).toBeLessThanOrEqual(4 * gram.resolution)
  expect(gram.resolution).toBeLessThan(backend.name === 'webgpu' ? 1e-3 : 1e-12)
  expect(gram.rows).toBe(rows)
}

async function sum(
  values: Float32Array | Float64Array,
  rows: number,
  width: number,
  cuts: number[],
): Promise<Gram> {
  const gram = backend.createGram(width)
  let row = 0
  for (const cut of cuts) {
    await gram.add(values.subarray(row * width, (row + cut) * width), cut)
    row += cut
  }
  expect(row).toBe(rows)
  return gram.finish()
}

/**
 * Returns the largest error of an entry relative to √(G_ii G_jj), and checks the means relative to the columns' size.
 */
function relativeError(gram: Gram, values: Float64Array, rows: number, width: number): number {
  const mean = new Float64Array(width)
  for (let at = 0; at < values.length; at++) mean[at % width] += values[at] / rows
  const centred = values.map((value, at) => value - mean[at % width])
  const exact = new Float64Array(width * width)
  for (let row = 0; row < rows; row++) {
    const x = centred.subarray(row * width, (row + 1) * width)
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) exact[i * width + j] += x[i] * x[j]
  }
  let worst = 0
  for (let i = 0; i < width; i++) {
    expect(Math.abs(gram.mean[i] - mean[i])).toBeLessThanOrEqual(
      1e-6 * Math.sqrt(mean[i] ** 2 + exact[i * width + i] / rows),
    )
    for (let j = 0; j < width; j++) {
      const size = Math.sqrt(exact[i * width + i] * exact[j * width + j])
      const error = Math.abs(gram.values[i * width + j] - exact[i * width + j])
      if (size > 0) worst = Math.max(worst, error / size)
      else expect(error).toBe(0)
    }
  }
  return worst
}
