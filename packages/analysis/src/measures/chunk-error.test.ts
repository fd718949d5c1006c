import { describe, expect, it } from 'vitest'
import type { CurvesShape } from '../shapes/curves.ts'
import { readRows } from '@mitoscope/formats/testing'
import { chunkError } from './chunk-error.ts'
import { readOptions } from './option.ts'
import { makeLayer } from '../computations/testing/make-layer.ts'
import { checkLeaks, openContext } from '../computations/testing/open-context.ts'

checkLeaks()

const layer = makeLayer({ width: 24, rows: 150, rank: 3, noise: 0.5 })

async function run(given: Record<string, unknown>) {
  const context = await openContext(await layer)
  const outcome = await chunkError.run(context, readOptions(chunkError.options, given))
  const { curves, sizes } = outcome.result as CurvesShape
  return { context, sizes, curve: (id: string) => curves.find((curve) => curve.id === id) }
}

describe('chunk error', () => {
  it.each(['ORIGINAL', 'RESCALED'])('is that of the %s readout on the chunk alone', async (readout) => {
    const { context, sizes, curve } = await run({ draws: 3, readout })
    const { representation } = context
    const { width, test } = representation
    const { weight, bias, classes } = representation.readout!
    const x = await readRows(test.features)
    const { order } = context.draws(3)
    sizes.forEach((size, i) => {
      for (let draw = 0; draw < 3; draw++) {
        const chunk = order.subarray(draw * width, draw * width + size)
        let wrong = 0
        let loss = 0
        for (let n = 0; n < test.features.rows; n++) {
          const logits = Array.from({ length: classes }, (_, c) => {
            const sum = chunk.reduce((total, j) => total + x[n * width + j] * weight[c * width + j], 0)
            return (readout === 'RESCALED' ? (sum * width) / size : sum) + bias[c]
          })
          const top = Math.max(...logits)
          wrong += Number(logits.indexOf(top) !== test.labels![n])
          loss += Math.log(logits.reduce((a, l) => a + Math.exp(l - top), 0)) + top - logits[test.labels![n]]
        }
        expect(curve('testError')!.draws[i][draw]).toBeCloseTo(wrong / test.features.rows, 10)
        expect(curve('testLoss')!.draws[i][draw]).toBeCloseTo(loss / test.features.rows, 5)
      }
    })
  })

  it('refits the readout to the chunk, which helps small chunks', async () => {
    const original = await run({ draws: 10 })
    const refit = await run({ draws: 10, readout: 'REFIT' })
    const at = original.sizes.indexOf(6)
    expect(refit.curve('trainError')!.mean[at]!).toBeLessThan(original.curve('trainError')!.mean[at]!)
    expect(refit.curve('testLoss')).toBeUndefined()
  })

  it('takes draws until the interval is below the target, and says how many', async () => {
    const { curve, sizes } = await run({ draws: 60, target: 0.05 })
    const { n, ci95 } = curve('testError')!
    expect(n[sizes.indexOf(24)]).toBe(10)
    n.forEach((count, i) => expect(count === 60 || ci95[i]! <= 0.05).toBe(true))
    expect(new Set(n).size).toBeGreaterThan(1)
  })

  it('gives the same numbers again for the same seed', async () => {
    const [first, second] = [await run({ draws: 5 }), await run({ draws: 5 })]
    expect(second.curve('testLoss')!.draws).toEqual(first.curve('testLoss')!.draws)
  })

  it('refuses options that it does not know or cannot use', () => {
    expect(() => readOptions(chunkError.options, { draws: 0 })).toThrow(/draws 0 is out of range.*1 to/)
    expect(() => readOptions(chunkError.options, { draws: 1.5 })).toThrow(/whole number/)
    expect(() => readOptions(chunkError.options, { readout: 'NEW' })).toThrow(/ORIGINAL, RESCALED, REFIT/)
    expect(() => readOptions(chunkError.options, { reps: 3 })).toThrow(/Known are: draws, readout, target/)
  })
})
