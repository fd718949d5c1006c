import { expect, test } from 'vitest'
import { openTestBackend } from '../computations/testing/open-context.ts'
import { sampleGram, simulateCovariance } from '../simulation/simulate-layer.ts'
import { correlationsOf } from './correlations-of.ts'
import { localSignals } from './local-signals.ts'
import { modelLayer } from './shared-noise.ts'

const [width, rows] = [256, 2000]

async function findLocal(block: number, blocks: number, signals = 12, neurons = width) {
  const { algebra } = await openTestBackend()
  const pairs: [number, number][] = []
  for (let first = 0; first < blocks * block; first += block)
    for (let a = 0; a < block; a++) for (let b = 0; b < a; b++) pairs.push([first + a, first + b])
  const plan = { width: neurons, signals, noise: 0.5, pairs, correlation: 0.5, seed: 3 }
  const gram = sampleGram(simulateCovariance(plan), neurons, rows, 7)
  const { fit } = modelLayer(algebra, correlationsOf(gram, neurons), neurons, rows, { rate: 0.05 })
  return { count: fit.count, local: localSignals(algebra, fit, neurons).map(({ neurons }) => neurons) }
}

test.each([
  [4, 64],
  [4, 12],
  [12, 16],
])(
  'noise that blocks of %i neurons share, %i blocks, is told from signals of the layer',
  async (block, blocks) => {
    const { count, local } = await findLocal(block, blocks)
    expect(count).toBeLessThanOrEqual(12 + blocks)
    expect(local.length).toBeGreaterThan(0.7 * (count - 12))
    expect(local.length).toBeLessThanOrEqual(count - 10)
    const middle = local[local.length >> 1]
    expect(middle).toBeGreaterThan(0.9 * block)
    expect(middle).toBeLessThan(1.6 * block)
  },
)

test.each([
  [12, 256],
  [40, 128],
  [40, 64],
])('%i signals of all %i neurons are not said to be of few', async (signals, neurons) => {
  const { count, local } = await findLocal(0, 0, signals, neurons)
  expect(count).toBeGreaterThan(0.8 * signals)
  expect(local).toEqual([])
})
