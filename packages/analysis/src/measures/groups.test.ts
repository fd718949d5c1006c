import { describe, expect, it } from 'vitest'
import type { CurvesShape } from '../shapes/curves.ts'
import type { FitShape } from '../shapes/fit.ts'
import type { PartitionShape } from '../shapes/partition.ts'
import type { ScalarsShape } from '../shapes/scalars.ts'
import { chunkToChunk } from './chunk-to-chunk.ts'
import { criticalWidth } from './critical-width.ts'
import { decayLaw } from './decay-law.ts'
import { groups } from './groups.ts'
import type { Measure } from './measure.ts'
import { readOptions } from './option.ts'
import { makeLayer, type LayerPlan } from '../computations/testing/make-layer.ts'
import { checkLeaks, openContext } from '../computations/testing/open-context.ts'

checkLeaks()

// 64 neurons mix 3 signals with little noise of their own: a handful of neurons carries all there is.
const plan: LayerPlan = { width: 64, rows: 400, rank: 3, noise: 0.1 }

async function run<Shape>(measure: Measure, plan: LayerPlan, given: Record<string, unknown> = {}) {
  const context = await openContext(await makeLayer(plan))
  const outcome = await measure.run(context, readOptions(measure.options, given))
  return { ...outcome, result: outcome.result as Shape }
}

describe('critical width', () => {
  it('finds the chunk that carries the layer, between the sizes on both sides', async () => {
    const { result } = await run<ScalarsShape>(criticalWidth, plan)
    const [size, count] = result.scalars
    expect(size.value).toBeGreaterThan(3)
    expect(size.value).toBeLessThan(24)
    expect(size.low!).toBeLessThanOrEqual(size.value!)
    expect(size.high!).toBeGreaterThanOrEqual(size.value!)
    expect(count.value).toBeCloseTo(64 / size.value!, 9)
  })

  it('asks for larger chunks as the threshold or the noise rises', async () => {
    const size = async (noise: number, threshold: number) =>
      (await run<ScalarsShape>(criticalWidth, { ...plan, noise }, { threshold })).result.scalars[0].value!
    const base = await size(0.1, 0.98)
    expect(await size(0.1, 0.99)).toBeGreaterThan(base)
    expect(await size(0.3, 0.98)).toBeGreaterThan(base)
  })

  it('says one group of a layer of pure noise', async () => {
    const { result } = await run<ScalarsShape>(criticalWidth, { ...plan, width: 16, rank: 1, noise: 100 })
    expect(result.scalars[1].value).toBeLessThan(1.05)
  })
})

describe('partition into groups', () => {
  it('splits the layer into disjoint groups that each carry it, with independent residuals', async () => {
    const { result } = await run<PartitionShape>(groups, plan)
    const neurons = result.groups.flatMap((group) => group.neurons)
    expect(result.groups.length).toBeGreaterThan(2)
    expect(new Set(neurons).size).toBe(neurons.length)
    for (const group of result.groups) {
      expect(group.r2).toBeGreaterThan(0.97)
      expect(group.testError).toBeLessThan(0.5)
    }
    const { length } = result.groups
    expect(result.between[0]).toBeNull()
    expect(result.between[1]).toBe(result.between[length])
    expect(result.between).toHaveLength(length ** 2)
  })
})

describe('chunk to chunk', () => {
  it('maps large chunks on each other and small ones not', async () => {
    const { result, warnings } = await run<CurvesShape>(chunkToChunk, plan, { draws: 5 })
    const [r2] = result.curves
    expect(result.sizes.at(-1)).toBe(32)
    expect(r2.mean.at(-1)!).toBeGreaterThan(0.98)
    expect(r2.mean[0]!).toBeLessThan(0.8)
    expect(warnings).toEqual([])
  })
})

describe('decay law', () => {
  it('fits the excess error above w* and says what it supports', async () => {
    const { result } = await run<FitShape>(decayLaw, { ...plan, width: 128, noise: 0.5 }, { draws: 40 })
    expect(result.points).toHaveLength(8)
    expect(result.verdict).toMatch(/excess error falls as|too few/)
  })
})
