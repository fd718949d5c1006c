import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openFile } from '../representation/testing/open-sample.ts'
import { writeNpz } from '@mitoscope/formats/testing'
import { analyze } from './analyze.ts'
import { checkLeaks, openTestBackend } from '../computations/testing/open-context.ts'

checkLeaks()

async function measure(name: string, ids: readonly string[]) {
  const bytes = await readFile(new URL(`fixtures/${name}.npz`, import.meta.url))
  const measures = ids.map((id) => ({ id }))
  return analyze(await openFile(`${name}.npz`, bytes), await openTestBackend(), { seed: 0, measures })
}

describe('scales from 1e-8 to 1e8', () => {
  it('give the R² of a ridge regression in extended precision', async () => {
    const { draws } = await measure('scales-apart', ['reconstruction'])
    // By NumPy's longdouble, from the centred Gram with 1e-8 on its diagonal: [size][draw].
    const exact = [
      [0.3274, 0, 0.0619, 0.0456],
      [0.3747, 0.0232, 0.11, 0.0705],
      [0.3845, 0.0332, 0.1285, 0.0992],
      [0.6952, 0.6689, 0.5434, 0.7115],
      [0.8501, 0.922, 0.78, 0.9981],
      [0.8882, 0.9479, 0.8523, 0.9997],
    ]
    exact.forEach((row, i) => row.forEach((value, draw) => expect(draws.r2[i][draw]).toBeCloseTo(value, 3)))
    for (const row of draws.heldOutR2) for (const value of row) expect(Number.isFinite(value)).toBe(true)
  })
})

describe('float64 beyond the range of float32', () => {
  it('is computed in float64', async () => {
    const { draws, warnings } = await measure('beyond-float32', ['reconstruction', 'chunk-error'])
    // By NumPy's least squares on features divided by 1e39; the ridge is nothing beside them.
    const exact = [
      [0.154237, 0.154237, 0.290186],
      [0.473993, 0.506483, 0.637693],
      [0.723157, 0.728796, 0.751821],
      [1, 1, 1],
    ]
    exact.forEach((row, i) => row.forEach((value, draw) => expect(draws.r2[i][draw]).toBeCloseTo(value, 5)))
    expect(draws.testError.at(-1)).toEqual([0.775, 0.775, 0.775])
    for (const loss of draws.testLoss.at(-1)!) expect(loss! / 4.8356424781448594e39).toBeCloseTo(1, 9)
    expect(warnings.map(({ code }) => code)).not.toContain('NO_VARIANCE')
  })

  it.each([
    [1e200, 'above'],
    [1e-170, 'below'],
  ])('is refused where squares of %s leave the range of float64', async (unit, side) => {
    const values = Array.from({ length: 24 }, (_, i) => Math.sin(i) * unit)
    const representation = await openFile(
      'run.npz',
      writeNpz({ 'features.test': { shape: [6, 4], values, dtype: 'f64' } }),
    )
    const work = analyze(representation, await openTestBackend(), {
      seed: 0,
      measures: [{ id: 'reconstruction' }],
    })
    await expect(work).rejects.toThrow(
      new RegExp(
        `^run.npz, tensor "features.test": has values of up to .* are ${side} the range of float64. Divide`,
      ),
    )
  })

  it('is judged in float64 although only later rows are beyond', async () => {
    // So many draws that float32 would be chosen, and an infinite product that meets a weight of 0.
    const [rows, width] = [20_000, 64]
    const values = Float64Array.from({ length: rows * width }, (_, i) => Math.sin(i))
    values[values.length - width] = 1e39
    const weight = Float64Array.from({ length: 2 * width }, (_, i) => (i % width ? Math.cos(i) / 64 : 0))
    const labels = Array.from({ length: rows }, (_, row) => row % 2)
    const representation = await openFile(
      'run.npz',
      writeNpz({
        'features.test': { shape: [rows, width], values, dtype: 'f64' },
        'labels.test': { shape: [rows], values: labels, dtype: 'u8' },
        'readout.weight': { shape: [2, width], values: weight, dtype: 'f64' },
      }),
    )
    const measures = [{ id: 'chunk-error', options: { draws: 1600 } }]
    const { draws } = await analyze(representation, await openTestBackend(), {
      seed: 0,
      sizes: [1, 64],
      measures,
    })
    for (const row of draws.testLoss) for (const loss of row) expect(loss).toBeLessThan(2)
  })
})
