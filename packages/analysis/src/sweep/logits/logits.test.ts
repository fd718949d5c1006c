import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { summarize } from '../../statistics/summarize.ts'
import { parseEnsembles } from '../testing/parse-ensembles.ts'
import { decomposeLoss } from './decompose-loss.ts'
import { ensembleErrors, judgeEnsemble } from './ensemble-errors.ts'

const place = new URL('../../../../../tests/golden/ensembles.json', import.meta.url)
const { golden, logitsOf } = parseEnsembles(readFileSync(place, 'utf8'))

it.each(golden.widths)('ensembles of width $width err as float64 truth says', ({ width, ensembles }) => {
  const { errors, exhaustive } = ensembleErrors(logitsOf(width))
  expect(errors).toHaveLength(ensembles.length)
  expect(exhaustive).toBe(ensembles.length <= 8)
  errors.forEach((list, i) => {
    const { mean, std, n } = summarize(list)
    const truth = ensembles[i]
    const isWhole = exhaustive || i === 0 || i === errors.length - 1
    if (isWhole) {
      expect(n).toBe(truth.subsets)
      expect(mean).toBeCloseTo(truth.mean, 12)
      if (truth.std === null) expect(std).toBeNull()
      else expect(std).toBeCloseTo(truth.std, 12)
    } else {
      expect(n).toBe(100)
      expect(Math.abs(mean! - truth.mean)).toBeLessThan((4 * truth.std!) / 10)
    }
  })
})

it('returns the same subsets every time', () => {
  expect(ensembleErrors(logitsOf(8))).toEqual(ensembleErrors(logitsOf(8)))
})

it('judges by the first of equal logits', () => {
  const run = { rows: 2, classes: 2, labels: Int32Array.of(0, 1), values: new Float32Array(4) }
  expect(ensembleErrors([run]).errors).toEqual([[0.5]])
  expect([...judgeEnsemble([run, run])]).toEqual([1, 0])
})

it.each(golden.widths)('bias² and variance of width $width are those of their definitions', (truth) => {
  const found = decomposeLoss(logitsOf(truth.width))
  if (truth.loss === null) return expect(found).toBeNull()
  for (const kind of ['crossEntropy', 'squared'] as const) {
    for (const part of ['loss', 'bias', 'variance'] as const) {
      const { value, low, high } = found![kind][part]
      const expected = truth.loss[kind][part]
      ;[value, low, high].forEach((number, i) => {
        if (expected[i] === null) expect(number).toBeNull()
        else expect(number).toBeCloseTo(expected[i], 10)
      })
    }
    const { loss, bias, variance } = found![kind]
    expect(bias.value + variance.value).toBeCloseTo(loss.value, 12)
  }
})

it('uses every row when there are more than one block holds', () => {
  const runs = logitsOf(16)
  const often = 50
  const longer = runs.map((run) => ({
    ...run,
    rows: often * run.rows,
    labels: Int32Array.from({ length: often * run.rows }, (_, n) => run.labels[n % run.rows]),
    values: Float32Array.from({ length: often * run.values.length }, (_, i) => run.values[i % run.values.length]), // prettier-ignore
  }))
  const [short, long] = [decomposeLoss(runs)!, decomposeLoss(longer)!]
  expect(long.crossEntropy.variance.value).toBeCloseTo(short.crossEntropy.variance.value, 12)
  expect(long.squared.bias.low!).toBeCloseTo(short.squared.bias.low!, 12)
})
