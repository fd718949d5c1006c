import type { Algebra } from '@mitoscope/tensor/compute'
import { modelLayer } from '../factors/shared-noise.ts'
import { correlationsOf } from '../factors/correlations-of.ts'
import { sampleGram, simulateCovariance } from './simulate-layer.ts'

/** Layers on which the test of pairs is tried. */
export interface PairTrial {
  readonly width: number
  readonly signals: number
  readonly rows: number
  /** Number of planted pairs of neurons that share noise, and the correlation of it. */
  readonly planted: number
  readonly correlation: number
  /** Number of simulated layers. */
  readonly layers: number
}

export interface PairCalibration extends PairTrial {
  /** Share of the layers in which a pair was called. */
  readonly called: number
  /** Share of the planted pairs that were called. */
  readonly power: number
  /** Mean share of false pairs among those called. */
  readonly falseShare: number
  /** Mean number of factors. */
  readonly factors: number
}

/** Nominal rate of false discoveries in the calibration. */
export const RATE = 0.05

/** Tries the test of pairs on simulated layers, neurons 2i and 2i + 1 being the planted pairs. */
export function calibratePairs(algebra: Algebra, trial: PairTrial): PairCalibration {
  const { width, signals, rows, planted, correlation, layers } = trial
  const pairs = Array.from({ length: planted }, (_, i) => [2 * i, 2 * i + 1] as const)
  const isPlanted = (a: number, b: number) => a < 2 * planted && a === b + 1 && b % 2 === 0
  let [called, found, falseShare, factors] = [0, 0, 0, 0]
  for (let seed = 0; seed < layers; seed++) {
    const plan = { width, signals, noise: 0.5, pairs, correlation, seed: 1000 * signals + seed }
    const gram = sampleGram(simulateCovariance(plan), width, rows, 50_000 + seed)
    const model = modelLayer(algebra, correlationsOf(gram, width), width, rows, { rate: RATE })
    const right = model.pairs.filter(({ a, b }) => isPlanted(a, b)).length
    const all = model.pairs.length
    called += Number(all > 0)
    found += right
    falseShare += all === 0 ? 0 : (all - right) / all
    factors += model.fit.count
  }
  return {
    ...trial,
    called: called / layers,
    power: planted === 0 ? NaN : found / layers / planted,
    falseShare: falseShare / layers,
    factors: factors / layers,
  }
}
