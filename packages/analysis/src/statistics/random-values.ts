import { createGenerator } from '@mitoscope/tensor/random'

/** Seeded source of random values of known laws. */
export interface RandomValues {
  /** Returns a value uniform in [0, 1). */
  readonly uniform: () => number
  /** Returns a standard normal value. */
  readonly normal: () => number
  /** Returns the mean of `freedom` squared standard normal values, whose expectation is 1; 1 for infinitely many. */
  readonly meanSquare: (freedom: number) => number
}

/** Opens the source that belongs to a seed and a name; equal ones give equal values. */
export function openRandom(seed: number, name: string): RandomValues {
  const uniform = createGenerator(seed, name)
  let spare: number | null = null
  const normal = (): number => {
    if (spare !== null) {
      const value = spare
      spare = null
      return value
    }
    // Marsaglia's polar method, which turns a point of the unit disc into two values.
    for (;;) {
      const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1]
      const square = u * u + v * v
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      spare = v * factor
      return u * factor
    }
  }
  const meanSquare = (freedom: number): number => {
    if (freedom === Infinity) return 1
    let sum = 0
    for (let i = 0; i < freedom; i++) sum += normal() ** 2
    return sum / freedom
  }
  return { uniform, normal, meanSquare }
}
