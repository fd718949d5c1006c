import { describe, expect, it } from 'vitest'
import { openContext, checkLeaks } from '../measures/testing/open-context.ts'
import { openRepresentation } from '../representation/open-representation.ts'
import { memorySource } from '../representation/testing/memory-source.ts'
import { writeSafetensors } from '../representation/testing/write-safetensors.ts'
import { uniform } from '../statistics/random.ts'
import { readOptions } from '../measures/option.ts'
import { dimensionScales } from './dimension-scales.ts'
import { gride } from './gride.ts'
import { intrinsicDimension } from './intrinsic-dimension.ts'
import { twoNearestNeighbours } from './two-nearest-neighbours.ts'

checkLeaks()

const random = uniform(11)
const represent = (values: Float32Array, width: number) =>
  openRepresentation([
    memorySource('a.safetensors', writeSafetensors({ 'features.test': { shape: [values.length / width, width], values } })),
  ]) // prettier-ignore

/** Points of a cube of `dimension` directions, rotated into as many neurons by a fixed mixing. */
function cube(rows: number, dimension: number, width: number): Float32Array {
  const values = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const at = Array.from({ length: dimension }, random)
    for (let k = 0; k < width; k++)
      values[row * width + k] = at.reduce((sum, x, i) => sum + x * Math.cos((i + 1) * (k + 1) * 0.7), 0)
  }
  return values
}

async function scales(values: Float32Array, width: number, given = {}) {
  const context = await openContext(await represent(values, width))
  const { result, warnings } = await dimensionScales.run(context, readOptions(dimensionScales.options, given))
  if (result.shape !== 'scalars') throw new Error(result.shape)
  return {
    of: (id: string) => result.scalars.find((scalar) => scalar.id === id)!,
    codes: warnings.map(({ code }) => code),
  }
}

describe('estimators', () => {
  it('recover the dimension that Pareto ratios were drawn with, and agree at the first scale', () => {
    const logarithms = Float64Array.from({ length: 20_000 }, () => -Math.log(1 - random()) / 7)
    const two = twoNearestNeighbours(logarithms, 0.1)
    expect(two.fit).toBeCloseTo(7, 0)
    const found = gride(logarithms, 1, 2)!
    expect(found.dimension).toBeCloseTo(two.maximumLikelihood!, 10)
    expect(found.error).toBeCloseTo(found.dimension / Math.sqrt(20_000), 10)
    expect(Math.abs(found.dimension - 7)).toBeLessThan(4 * found.error)
  })

  it('are not defined where all neighbours are equally distant', () => {
    expect(twoNearestNeighbours(new Float64Array(10), 0.1)).toEqual({ fit: null, maximumLikelihood: null })
    expect(gride(new Float64Array(10), 2, 4)).toBeNull()
  })
})

describe('the layer', () => {
  it('has the dimension of the cube in it, whatever its scale', async () => {
    for (const factor of [1, 1e-20, 1e18]) {
      const values = cube(1500, 2, 9).map((value) => value * factor)
      const { of, codes } = await scales(values, 9)
      expect(of('twoNearestFit').value).toBeCloseTo(2, 0)
      expect(of('gride8').value).toBeCloseTo(2, 0)
      expect(of('gride8').high! - of('gride8').low!).toBeLessThan(0.3)
      expect(codes).toEqual([])
    }
  })

  it('leaves out repeated rows, names them, and gives the same as without them', async () => {
    const values = cube(300, 3, 5)
    const twice = new Float32Array(values.length * 2)
    twice.set(values)
    twice.set(values, values.length)
    const [once, both] = [await scales(values, 5), await scales(twice, 5)]
    expect(both.codes).toEqual(['DUPLICATE_POINTS'])
    for (const id of ['twoNearestFit', 'twoNearestLikelihood', 'gride16', 'distance16', 'points'])
      expect(both.of(id).value).toBe(once.of(id).value)
  })

  it('leaves out rows that repeat others but for the last bit, as it does exact copies', async () => {
    const values = cube(300, 3, 5)
    const more = new Float32Array(values.length + 20 * 5)
    more.set(values)
    const bits = new Int32Array(more.buffer)
    for (let at = 0; at < 100; at++) bits[values.length + at] = bits[at] + ((at % 3) - 1)
    const [once, both] = [await scales(values, 5), await scales(more, 5)]
    expect(both.codes).toEqual(['DUPLICATE_POINTS'])
    for (const id of ['twoNearestFit', 'twoNearestLikelihood', 'gride16', 'points'])
      expect(both.of(id).value).toBe(once.of(id).value)
  })

  it('names ties, and what cannot be had of too few points', async () => {
    const grid = Float32Array.from({ length: 200 }, (_, at) =>
      at % 2 ? Math.floor(at / 2) % 10 : Math.floor(at / 20),
    )
    const tied = await scales(grid, 2)
    expect(tied.codes).toContain('TIED_DISTANCES')
    const few = await scales(cube(3, 2, 4), 4)
    expect(few.codes).toEqual(['TOO_FEW_POINTS'])
    expect(few.of('gride4').value).toBeNull()
    const dead = await scales(new Float32Array(40).fill(1), 4)
    expect(dead.of('twoNearestFit').value).toBeNull()
    expect(dead.codes).toEqual(['DUPLICATE_POINTS', 'TOO_FEW_POINTS'])
  })
})

describe('chunks', () => {
  it('rise to the dimension of the layer, and end at its own estimate', async () => {
    const values = cube(600, 3, 16)
    const context = await openContext(await represent(values, 16))
    const options = readOptions(intrinsicDimension.options, { draws: 3, points: 500 })
    const { result, warnings } = await intrinsicDimension.run(context, options)
    if (result.shape !== 'curves') throw new Error(result.shape)
    const [fit, , scaled] = result.curves
    expect(result.sizes).toEqual([1, 2, 4, 8, 16])
    expect(fit.mean[0]).toBeLessThan(1.3)
    expect(fit.std[4]).toBe(0)
    expect(scaled.mean[4]).toBeGreaterThan(2.3)
    expect(warnings.map(({ code }) => code)).toEqual(['POINTS_SAMPLED'])
  })
})
