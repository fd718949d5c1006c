import { expect, test } from 'vitest'
import { makeLayer, type LayerPlan } from '../../computations/testing/make-layer.ts'
import { checkLeaks, openContext } from '../../computations/testing/open-context.ts'
import type { MatrixShape } from '../../shapes/matrix.ts'
import { readOptions } from '../option.ts'
import { residualPairs } from './residual-pairs.ts'

checkLeaks()

const plan: LayerPlan = { width: 64, rows: 2000, rank: 6, noise: 0.7 }

async function testPairs(more: Partial<LayerPlan>) {
  const context = await openContext(await makeLayer({ ...plan, ...more }))
  const { result, warnings } = await residualPairs.run(context, readOptions(residualPairs.options, {}))
  const { pairs, summary, labels, values } = result as MatrixShape
  const numbers = Object.fromEntries(summary.map(({ id, value }) => [id, value]))
  return { pairs, numbers, labels, values, codes: warnings.map(({ code }) => code) }
}

test('pairs that share noise are found, with the correlation of their noise, and nothing else', async () => {
  const sharing = [[2, 9], [20, 41], [33, 50]] as const // prettier-ignore
  const { pairs, numbers, labels, values, codes } = await testPairs({ sharing })
  expect(pairs.map(({ a, b }) => [b, a].join()).toSorted()).toEqual(['2,9', '20,41', '33,50'])
  for (const { value, p } of pairs) {
    expect(value).toBeGreaterThan(0.6)
    expect(value).toBeLessThan(0.8)
    expect(p).toBeLessThan(1e-6)
  }
  expect(numbers).toMatchObject({ tested: (64 * 63) / 2, significant: 3 })
  // When pairs were found, factors are counted at a lower edge.
  expect([6, 7]).toContain(numbers.signals)
  expect(codes).toEqual([])
  // Those with partners come first, and the cells are the same numbers.
  expect(new Set(labels.slice(0, 6))).toEqual(new Set([2, 9, 20, 33, 41, 50]))
  const [row, column] = [labels.indexOf(9), labels.indexOf(2)]
  expect(values[row * labels.length + column]).toBeCloseTo(pairs.find(({ a }) => a === 9)!.value, 1)
})

test('independent noise has no pairs, whatever the rows', async () => {
  for (const rows of [400, 6000]) {
    const { pairs, numbers } = await testPairs({ rows })
    expect(pairs).toEqual([])
    expect(numbers).toMatchObject({ signals: 6, share: 0 })
    expect(numbers.spread).toBeLessThan(1.15)
  }
})

test('a layer of as many signals as can be told says so', async () => {
  const { codes } = await testPairs({ width: 16, rank: 12, noise: 0.3 })
  expect(codes).toEqual(['AS_MANY_SIGNALS_AS_CAN_BE_TOLD'])
})

test('noise that blocks of neurons share is said to count as signals', async () => {
  const sharing = [0, 4, 8, 12, 16].flatMap((first) =>
    [1, 2, 3].map((more) => [first, first + more] as const),
  )
  const { numbers, codes } = await testPairs({ width: 96, sharing })
  expect(codes).toContain('SIGNALS_OF_FEW_NEURONS')
  expect(numbers.local).toBeGreaterThanOrEqual(4)
})
