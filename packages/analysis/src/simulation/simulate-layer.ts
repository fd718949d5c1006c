import { choleskyTolerant } from '@mitoscope/tensor/compute'
import { openRandom, type RandomValues } from '../statistics/random-values.ts'

/** Layer X = Z A / √k + noise whose covariance is known. */
export interface SimulatedLayer {
  readonly width: number
  /** Number k of independent signals Z, which all neurons mix. */
  readonly signals: number
  /** Standard deviation of each neuron's own noise; that of its signal is about 1. */
  readonly noise: number
  /** Pairs of neurons whose noise is correlated. */
  readonly pairs?: readonly (readonly [number, number])[]
  /** Correlation of the noise of these pairs. */
  readonly correlation?: number
  readonly seed: number
}

/** Returns the covariance of a simulated layer, [width, width]. */
export function simulateCovariance(layer: SimulatedLayer): Float64Array {
  const { width, signals, noise, pairs = [], correlation = 0, seed } = layer
  const { normal } = openRandom(seed, 'mixing of signals')
  const mixing = Float64Array.from({ length: signals * width }, normal)
  const covariance = new Float64Array(width * width)
  for (let k = 0; k < signals; k++)
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++)
        covariance[i * width + j] += (mixing[k * width + i] * mixing[k * width + j]) / signals
  for (let i = 0; i < width; i++) covariance[i * (width + 1)] += noise ** 2
  for (const [a, b] of pairs)
    for (const place of [a * width + b, b * width + a]) covariance[place] += correlation * noise ** 2
  return covariance
}

/**
 * Returns the centred Gram matrix [width, width] of `rows` normal samples of a covariance, drawn by Bartlett's decomposition of
 * Wishart's law, so that the time does not depend on the rows. Needs rows > width.
 */
export function sampleGram(
  covariance: Float64Array,
  width: number,
  rows: number,
  seed: number,
): Float64Array {
  const random = openRandom(seed, 'rows of a layer')
  const { factor } = choleskyTolerant(covariance, width)
  const mixed = new Float64Array(width * width)
  const triangle = new Float64Array(width)
  // L T, row by row of T: T_kj is normal below the diagonal and the root of χ² on it.
  for (let k = 0; k < width; k++) {
    for (let j = 0; j < k; j++) triangle[j] = random.normal()
    triangle[k] = Math.sqrt(chiSquared(rows - 1 - k, random))
    for (let i = k; i < width; i++) {
      const own = factor[i * width + k]
      for (let j = 0; j <= k; j++) mixed[i * width + j] += own * triangle[j]
    }
  }
  const gram = new Float64Array(width * width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k <= j; k++) sum += mixed[i * width + k] * mixed[j * width + k]
      gram[i * width + j] = gram[j * width + i] = sum
    }
  return gram
}

/** Draws from χ² with `freedom` degrees (Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 2000); for 2 degrees and more. */
function chiSquared(freedom: number, { normal, uniform }: RandomValues): number {
  const d = freedom / 2 - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return 2 * d * v
  }
}
