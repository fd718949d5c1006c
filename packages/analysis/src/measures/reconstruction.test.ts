import { symmetricEigenvalues } from '@mitoscope/tensor/compute'
import { describe, expect, it } from 'vitest'
import { createUniform } from '@mitoscope/tensor/random'
import { openRepresentation } from '../representation/open-representation.ts'
import { memorySource, writeSafetensors } from '@mitoscope/formats/testing'
import type { CurvesShape } from '../shapes/curves.ts'
import { readOptions } from './option.ts'
import { reconstruction } from './reconstruction.ts'
import { checkLeaks, openContext } from '../computations/testing/open-context.ts'

checkLeaks()

const [rows, width] = [120, 24]

/**
 * Independent neurons of which the second third repeats the first, but for `distance` of a neuron of the last third. In the
 * training rows every neuron is `dead` from one on.
 */
async function layer({ distance = 0, scale = 1, dead = width }) {
  const random = createUniform(5)
  const split = (isDead: (j: number) => boolean) => {
    const values = Float64Array.from({ length: rows * width }, () => scale * (random() - 0.5))
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < 8; j++)
        values[n * width + 8 + j] = values[n * width + j] + distance * values[n * width + 16 + j]
      for (let j = 0; j < width; j++) if (isDead(j)) values[n * width + j] = 0
    }
    return { shape: [rows, width], values, dtype: 'f64' as const }
  }
  const order = Int32Array.from({ length: width }, (_, j) => j)
  const tensors = {
    'features.test': split(() => false),
    'features.train': split((j) => j >= dead),
    permutations: { shape: [1, width], values: order, dtype: 'i32' as const },
  }
  return openRepresentation([memorySource('layer.safetensors', writeSafetensors(tensors))])
}

async function measure(plan: Parameters<typeof layer>[0]) {
  const context = await openContext(await layer(plan))
  const { result, warnings } = await reconstruction.run(context, readOptions(reconstruction.options, {}))
  const { curves, sizes } = result as CurvesShape
  const value = (id: string, size: number) =>
    curves.find((curve) => curve.id === id)!.draws[sizes.indexOf(size)][0]!
  return { value, codes: warnings.map(({ code }) => code) }
}

describe('reconstruction', () => {
  it('reads what near copies tell in their difference', async () => {
    const [none, far, near] = await Promise.all(
      [0, 1e-2, 1e-5].map((distance) => measure({ distance, scale: 1e4 })),
    )
    // A chunk of the first half holds four copies: what they tell beside their sources is one neuron each.
    expect(far.value('r2', 12)).toBeGreaterThan(none.value('r2', 12) + 0.1)
    for (const curve of ['r2', 'heldOutR2'])
      expect(near.value(curve, 12)).toBeCloseTo(far.value(curve, 12), 3)
    for (const { codes } of [none, far, near]) expect(codes).toEqual([])
  })

  it('names differences between neurons that the Gram matrix does not resolve', async () => {
    const { codes } = await measure({ distance: 3e-9, scale: 1e6 })
    expect(codes).toEqual(['NEARLY_REPEATED_NEURONS', 'NEARLY_REPEATED_NEURONS'])
    // Beside the ridge a difference as small is nothing, however well it is resolved.
    expect((await measure({ distance: 3e-9 })).codes).toEqual([])
  })

  it('counts what the map cannot know of neurons that are dead in the training rows', async () => {
    const { value } = await measure({ dead: 18 })
    // Neurons 18 to 23 are alive in the test rows, a quarter of the variance, and the map gives them a constant.
    expect(value('heldOutR2', 24)).toBeLessThan(0.76)
    expect(value('heldOutR2', 24)).toBeGreaterThan(0.7)
    expect(value('r2', 24)).toBe(1)
  })

  it('judges the whole layer beside the ridge as it judges chunks', async () => {
    // Of neurons with variances about the ridge, copies help each other: the map of all leaves less than that of each.
    const { value } = await measure({ scale: 3e-5 })
    const split = await layer({ scale: 3e-5 })
    const context = await openContext(split)
    const { values } = await context.gram('test')
    const eigenvalues = symmetricEigenvalues(Float64Array.from(values), width)
    let left = 0
    let total = 0
    for (const own of eigenvalues) {
      left += own * (1e-8 / (own + 1e-8)) ** 2
      total += own
    }
    expect(left / total).toBeGreaterThan(0.1)
    expect(value('r2', 24)).toBeCloseTo(1 - left / total, 9)
  })
})
