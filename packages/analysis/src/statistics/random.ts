/**
 * A uniform generator in [0, 1) for resampling: splitmix32 (Steele, Lea and Flood's finaliser on a Weyl sequence).
 * Not for draws of neurons, which have their own documented generator.
 */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32
  }
}

/** Indices of one bootstrap resample of n items. */
export function resample(n: number, random: () => number): number[] {
  return Array.from({ length: n }, () => Math.floor(random() * n))
}
