import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createUniform } from '@mitoscope/tensor/random'
import type { Measure } from '../measures/measure.ts'
import { openContext, checkLeaks } from '../computations/testing/open-context.ts'
import { openRepresentation } from '../representation/open-representation.ts'
import { openFile } from '../representation/testing/open-sample.ts'
import { memorySource, writeSafetensors } from '@mitoscope/formats/testing'
import { readOptions } from '../measures/option.ts'
import { dimensionScales } from './dimension-scales.ts'
import { gride, twoNearestNeighbours } from './dimension-estimates.ts'
import { intrinsicDimension } from './intrinsic-dimension.ts'

checkLeaks()

const random = createUniform(11)
const represent = (values: Float32Array, width: number) =>
  openRepresentation([
    memorySource('a.safetensors', writeSafetensors({ 'features.test': { shape: [values.length / width, width], values } })),
  ]) // prettier-ignore

/** Returns points of a cube of `dimension` directions, mixed into `width` neurons by fixed coefficients. */
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

  it('return null if all neighbours are equally distant', () => {
    expect(twoNearestNeighbours(new Float64Array(10), 0.1)).toEqual({ fit: null, maximumLikelihood: null })
    expect(gride(new Float64Array(10), 2, 4)).toBeNull()
  })
})

describe('the layer', () => {
  it('has the dimension of the cube that it embeds, at any scale', async () => {
    for (const factor of [1, 1e-20, 1e18]) {
      const values = cube(1500, 2, 9).map((value) => value * factor)
      const { of, codes } = await scales(values, 9)
      expect(of('twoNearestFit').value).toBeCloseTo(2, 0)
      expect(of('gride8').value).toBeCloseTo(2, 0)
      expect(of('gride8').high! - of('gride8').low!).toBeLessThan(0.3)
      expect(codes).toEqual([])
    }
  })

  it('leaves out repeated rows with a warning, and gives the same numbers as without them', async () => {
    const values = cube(300, 3, 5)
    const twice = new Float32Array(values.length * 2)
    twice.set(values)
    twice.set(values, values.length)
    const [once, both] = [await scales(values, 5), await scales(twice, 5)]
    expect(both.codes).toEqual(['DUPLICATE_POINTS'])
    for (const id of ['twoNearestFit', 'twoNearestLikelihood', 'gride16', 'distance16', 'points'])
      expect(both.of(id).value).toBe(once.of(id).value)
  })

  it('leaves out rows that differ from others in the last bit only', async () => {
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

  it('warns of ties, and returns null for too few points', async () => {
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

describe('near copies', () => {
  const fixture = async (name: string) => {
    const bytes = await readFile(new URL(`fixtures/${name}.npz`, import.meta.url))
    const context = await openContext(await openFile(`${name}.npz`, bytes))
    const run = async (measure: Measure) => measure.run(context, readOptions(measure.options, {}))
    const [whole, chunks] = [await run(dimensionScales), await run(intrinsicDimension)]
    if (whole.result.shape !== 'scalars' || chunks.result.shape !== 'curves') throw new Error('shape')
    return {
      fit: whole.result.scalars[0].value,
      curve: chunks.result.curves[0].mean,
      codes: [...whole.warnings, ...chunks.warnings].map(({ code }) => code),
    }
  }

  it('are left out if they differ in the last bit only, and a layer without copies is unchanged', async () => {
    const [copied, clean] = [await fixture('near-duplicates'), await fixture('near-duplicates-clean')]
    expect(copied.fit).toBeCloseTo(6.06, 1)
    expect(copied.curve.at(-1)).toBe(copied.fit)
    for (const [i, value] of copied.curve.entries())
      expect(Math.abs(value! / clean.curve[i]! - 1)).toBeLessThan(0.1)
    expect(copied.codes).toEqual(['DUPLICATE_POINTS', 'DUPLICATE_POINTS'])
    expect(clean.fit).toBeCloseTo(6.24, 1)
    expect(clean.codes).toEqual([])
  })

  const noise = (values: Float32Array, width: number, copied: number, relative: number) => {
    const more = new Float32Array(values.length + copied * width)
    more.set(values)
    for (let at = 0; at < copied * width; at++)
      more[values.length + at] = values[at] * (1 + relative * (random() - 0.5))
    return more
  }

  it.each([10, 150, 300])(
    'cause a warning if %i of 300 rows differ by more than rounding',
    async (copied) => {
      const { codes } = await scales(noise(cube(300, 3, 5), 5, copied, 1e-5), 5)
      expect(codes).toEqual(['NEAR_DUPLICATES'])
    },
  )

  it.each([1, 2, 3, 6])('are not reported for random points of %i dimensions', async (dimension) => {
    for (let sample = 0; sample < 5; sample++)
      expect((await scales(cube(400, dimension, 8), 8)).codes).toEqual([])
  })

  it('are not reported for values of few digits, which lie on a grid', async () => {
    const half = cube(300, 2, 3).map((value) => Math.round(value * 256) / 256)
    const tensor = { shape: [300, 3], values: half, dtype: 'bf16' }
    const context = await openContext(await openFile('a.npz', writeSafetensors({ 'features.test': tensor })))
    const { warnings } = await dimensionScales.run(context, readOptions(dimensionScales.options, {}))
    expect(warnings.map(({ code }) => code)).not.toContain('NEAR_DUPLICATES')
  })
})

describe('chunks', () => {
  it('rise to the dimension of the layer and end at its own estimate', async () => {
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
