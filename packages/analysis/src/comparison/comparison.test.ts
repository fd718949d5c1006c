import { beforeAll, describe, expect, it } from 'vitest'
import { openTestBackend, checkLeaks } from '../computations/testing/open-context.ts'
import { openRepresentation } from '../representation/open-representation.ts'
import { memorySource, writeSafetensors } from '@mitoscope/formats/testing'
import { compareRepresentations, listComparisons } from './compare-representations.ts'
import type { Backend } from '@mitoscope/tensor/compute'
import { createUniform } from '@mitoscope/tensor/random'

checkLeaks()

let backend: Backend
beforeAll(async () => {
  backend = await openTestBackend()
})

const [rows, width] = [120, 12]
const random = createUniform(3)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const layer = Float32Array.from({ length: rows * width }, (_, at) => normal() + (at % width))
const unrelated = Float32Array.from({ length: rows * width }, normal)

const represent = (values: Float32Array, columns = width, name = 'a') =>
  openRepresentation([
    memorySource(
      `${name}.safetensors`,
      writeSafetensors({ 'features.test': { shape: [values.length / columns, columns], values } }),
    ),
  ])

/** Returns every quantity by its id, and the codes of the warnings. */
async function compare(first: Float32Array, second: Float32Array, widths = [width, width]) {
  const found = await compareRepresentations(
    await represent(first, widths[0]),
    await represent(second, widths[1], 'b'),
    backend,
    { measures: listComparisons().map(({ id }) => ({ id })) },
  )
  const values: Record<string, number | null> = {}
  for (const { result } of found.measures)
    if (result.shape === 'scalars') for (const { id, value } of result.scalars) values[id] = value
  return { values, codes: found.measures.flatMap(({ warnings }) => warnings.map(({ code }) => code)) }
}

/** Returns the columns mixed by a product of rotations of pairs, and multiplied by `factor`. */
function rotate(values: Float32Array, factor: number): Float32Array {
  const turned = values.map((value) => value * factor)
  for (let a = 0; a < width; a++)
    for (let b = a + 1; b < width; b++) {
      const [c, s] = [Math.cos(a + b + 1), Math.sin(a + b + 1)]
      for (let at = 0; at < turned.length; at += width) {
        const [x, y] = [turned[at + a], turned[at + b]]
        turned[at + a] = c * x - s * y
        turned[at + b] = s * x + c * y
      }
    }
  return turned
}

const same = {
  cka: 1,
  ckaDebiased: 1,
  svcca: 1,
  pwccaFirst: 1,
  pwccaSecond: 1,
  procrustes: 0,
  neighbourOverlap: 1,
}

describe('comparisons', () => {
  it('returns the values of identity for a copy', async () => {
    const { values, codes } = await compare(layer, layer)
    for (const [id, value] of Object.entries(same)) expect(values[id], id).toBeCloseTo(value, 10)
    expect(values.imbalanceForth).toBeCloseTo(2 / rows, 12)
    expect(values.imbalanceBack).toBeCloseTo(2 / rows, 12)
    expect(codes).toEqual([])
  })

  it('returns the values of identity for a rotated, shifted and scaled layer', async () => {
    const { values } = await compare(layer, rotate(layer, 3).map((value) => value - 50)) // prettier-ignore
    for (const [id, value] of Object.entries(same)) expect(values[id], id).toBeCloseTo(value, 5)
  })

  it('returns values near chance for unrelated noise', async () => {
    const { values } = await compare(layer, unrelated)
    expect(Math.abs(values.ckaDebiased!)).toBeLessThan(0.03)
    expect(values.cka).toBeGreaterThan(0.05)
    expect(Math.abs(values.neighbourOverlap! - 30 / (rows - 1))).toBeLessThan(0.03)
    expect(values.imbalanceForth).toBeGreaterThan(0.85)
    expect(values.imbalanceBack).toBeGreaterThan(0.85)
  })

  it('is not affected by dead and repeated neurons, and warns of repeated rows', async () => {
    const wide = new Float32Array(rows * (width + 3))
    for (let row = 0; row < rows; row++) {
      wide.set(layer.subarray(row * width, (row + 1) * width), row * (width + 3))
      wide[row * (width + 3) + width] = 7
      wide[row * (width + 3) + width + 1] = layer[row * width]
      wide[row * (width + 3) + width + 2] = 1e4 * layer[row * width + 1]
    }
    const { values } = await compare(layer, wide, [width, width + 3])
    expect(values.pwccaFirst).toBeCloseTo(1, 9)
    expect(values.pwccaSecond).toBeCloseTo(1, 9)
    const repeated = layer.slice()
    for (let row = 1; row < 20; row++) repeated.set(layer.subarray(0, width), row * width)
    const found = await compare(repeated, repeated)
    expect(found.codes.filter((code) => code === 'DUPLICATE_POINTS')).toHaveLength(2)
    expect(found.values.neighbourOverlap).toBe(1)
    for (const value of Object.values(found.values)) expect(Number.isFinite(value)).toBe(true)
  })

  it('returns null with a warning for a layer without variance', async () => {
    const { values, codes } = await compare(layer, new Float32Array(rows * width).fill(3))
    expect(new Set(Object.values(values))).toEqual(new Set([null]))
    expect(new Set(codes)).toEqual(new Set(['NO_VARIANCE']))
  })

  it('compares fewer rows than neurons, with a warning', async () => {
    const few = 6 * width
    const { values, codes } = await compare(layer.subarray(0, few), unrelated.subarray(0, few))
    expect(values.pwccaFirst).toBeCloseTo(1, 9)
    expect(values.cka).toBeLessThan(0.99)
    expect(codes.filter((code) => code === 'FEWER_ROWS_THAN_NEURONS')).toHaveLength(2)
    for (const value of Object.values(values)) expect(value === null || Number.isFinite(value)).toBe(true)
    const two = await compare(layer.subarray(0, 2 * width), layer.subarray(0, 2 * width))
    expect(two.codes).toEqual(expect.arrayContaining(['TOO_FEW_ROWS', 'TOO_FEW_POINTS']))
    expect(two.values.cka).toBeCloseTo(1, 12)
    expect(two.values.neighbourOverlap).toBeNull()
  })

  it('rejects different numbers of rows and unknown comparisons', async () => {
    await expect(compare(layer, layer.subarray(width))).rejects.toThrow(
      /has 119 rows where a.safetensors has 120/,
    )
    const representation = await represent(layer)
    const measures = [{ id: 'rsa' }]
    await expect(compareRepresentations(representation, representation, backend, { measures })).rejects.toThrow(/"rsa" is not a comparison.*cka/) // prettier-ignore
  })
})
