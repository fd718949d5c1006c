import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openFile } from '../representation/testing/open-sample.ts'
import { analyze } from './analyze.ts'
import { checkLeaks, openTestBackend } from './testing/open-context.ts'

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
})
