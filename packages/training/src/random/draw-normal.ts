import type { Generator } from '@mitoscope/tensor/random'

/** Draws from the standard normal distribution (Box and Muller 1958) with two uniform numbers. */
export function drawNormal(generator: Generator): number {
  // 1 − u lies in (0, 1], so that the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - generator())) * Math.cos(2 * Math.PI * generator())
}
