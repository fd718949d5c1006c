import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { openTestBackend } from '../computations/testing/open-context.ts'
import { calibratePairs, type PairCalibration, RATE } from '../simulation/calibrate-pairs.ts'
import { sampleGram, simulateCovariance } from '../simulation/simulate-layer.ts'
import { correlationsOf } from './correlations-of.ts'
import { writePairCalibration } from '../simulation/write-pair-calibration.ts'
import { fitFactors } from './fit-factors.ts'
import { modelLayer } from './shared-noise.ts'

// With 2,000 repetitions and more, as in the soak, 200 layers of each kind are tried, and what they show is written down.
const isWritten = Number(process.env.MITOSCOPE_CALIBRATION ?? 0) >= 2000
const shown: PairCalibration[] = []
afterAll(() => {
  const page = new URL('../../CALIBRATION-PAIRS.md', import.meta.url)
  if (isWritten) writeFileSync(page, writePairCalibration(shown))
})

/** Layers of the gate; a kind without any is tried in the soak alone. */
const limit = isWritten ? 3_600_000 : 120_000
const kinds = (all: readonly (readonly [number, number, number, number])[]) =>
  isWritten
    ? all.map(([width, signals, third]) => [width, signals, third, 200] as const)
    : all.filter(([, , , layers]) => layers > 0)

async function calibrate(width: number, signals: number, rows: number, layers: number, correlation = 0) {
  const { algebra } = await openTestBackend()
  const planted = correlation > 0 ? 8 : 0
  const found = calibratePairs(algebra, { width, signals, rows, planted, correlation, layers })
  shown.push(found)
  return found
}

test.each(
  kinds([
    [64, 4, 400, 40],
    [64, 4, 2000, 0],
    [64, 4, 10_000, 40],
    [64, 20, 400, 20],
    [64, 20, 2000, 20],
    [64, 20, 10_000, 0],
    [64, 40, 400, 10],
    [64, 40, 2000, 0],
    [64, 40, 10_000, 0],
    [128, 40, 400, 0],
    [128, 40, 2000, 0],
    [128, 40, 10_000, 10],
  ]),
)('width %i with %i signals, %i rows: independent noise is left alone', async (width, signals, rows, layers) => {
  const { called, factors } = await calibrate(width, signals, rows, layers)
  expect(called).toBeLessThanOrEqual(RATE + 2 * Math.sqrt((RATE * (1 - RATE)) / layers))
  if (signals < 40) expect(factors).toBeCloseTo(signals, 0)
}, limit) // prettier-ignore

test.each(
  kinds([
    [64, 4, 0.3, 10],
    [64, 4, 0.4, 0],
    [64, 20, 0.3, 10],
    [64, 20, 0.4, 10],
    [128, 20, 0.3, 0],
    [128, 40, 0.3, 10],
    [64, 40, 0.3, 0],
  ]),
)('width %i with %i signals: pairs of %d are found, and few others', async (width, signals, correlation, layers) => {
  const { power, falseShare } = await calibrate(width, signals, 2000, layers, correlation)
  // Forty signals among 64 neurons hide pairs; they do not make them up.
  if (width > 64 || signals < 40) expect(power).toBeGreaterThanOrEqual(0.9)
  // About eight pairs are called in each layer.
  expect(falseShare).toBeLessThanOrEqual(RATE + 2 * Math.sqrt((RATE * (1 - RATE)) / (8 * layers)))
}, limit) // prettier-ignore

test('a factor model finds the noise and the signals of a covariance that has one', async () => {
  const { algebra } = await openTestBackend()
  const [width, signals] = [48, 5]
  const plan = { width, signals, noise: 0.5, seed: 3 }
  const covariance = simulateCovariance(plan)
  const deviations = Array.from({ length: width }, (_, i) => Math.sqrt(covariance[i * (width + 1)]))
  const fit = fitFactors(algebra, correlationsOf(covariance, width), width, signals)
  deviations.forEach((deviation, i) => expect(fit.noise[i] * deviation ** 2).toBeCloseTo(0.25, 4))
  // Whatever is no signal has the variance of the noise.
  for (const value of fit.values.subarray(signals)) expect(value).toBeCloseTo(1, 4)
})

test('exact copies, near copies and pairs that oppose each other are called, and nothing is not finite', async () => {
  const { algebra } = await openTestBackend()
  const [width, rows] = [40, 3000]
  const covariance = simulateCovariance({ width, signals: 3, noise: 0.5, seed: 5 })
  const gram = sampleGram(covariance, width, rows, 6)
  const copy = (to: number, from: number, sign: number) => {
    for (let j = 0; j < width; j++) gram[to * width + j] = sign * gram[from * width + j]
    for (let j = 0; j < width; j++) gram[j * width + to] = sign * gram[j * width + from]
  }
  copy(7, 3, 1)
  copy(20, 11, -1)
  const { pairs, spread, correlationOf } = modelLayer(algebra, correlationsOf(gram, width), width, rows, {
    rate: RATE,
  })
  const found = new Map(pairs.map(({ a, b, value }) => [`${a} ${b}`, value]))
  expect(found.get('7 3')).toBeGreaterThan(0.9)
  expect(found.get('20 11')).toBeLessThan(-0.9)
  expect(spread).toBeLessThan(1.3)
  for (let a = 0; a < width; a++)
    for (let b = 0; b < a; b++) expect(correlationOf(a, b)).toSatisfy(Number.isFinite)
})

test.each([0, 1, 2, 3])('a layer of %i neurons has no pairs to be told from signals', async (width) => {
  const { algebra } = await openTestBackend()
  const gram = Float64Array.from({ length: width * width }, (_, i) => (i % (width + 1) === 0 ? 1 : 0.2))
  const { pairs, fit } = modelLayer(algebra, gram, width, 500, { rate: 1e-6 })
  expect(fit.count).toBe(0)
  expect(pairs.every(({ value, p }) => Number.isFinite(value) && p >= 0)).toBe(true)
})

test('a layer of which one neuron varies, or none, has no pairs and no spread beyond 1', async () => {
  const { algebra } = await openTestBackend()
  for (const size of [0, 1]) {
    const { pairs, spread } = modelLayer(algebra, new Float64Array(size).fill(1), size, 50, { rate: RATE })
    expect([size, pairs, spread]).toEqual([size, [], 1])
  }
})
