/** Draws the next number, uniform in [0, 1) with 32 random bits. */
export type Generator = () => number

/**
 * A reproducible stream of random numbers: xoshiro128** (Blackman and Vigna 2018) whose state is filled by SplitMix32
 * from the seed and the stream's name (FNV-1a). Streams of different names are independent, so that the initial
 * weights and each epoch's batch order can be drawn without drawing what comes before them.
 */
export function createGenerator(seed: number, stream: string): Generator {
  let mix = hash(`${seed}/${stream}`)
  const next = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let [a, b, c, d] = [next(), next(), next(), next()]
  return () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return (result >>> 0) / 0x1_0000_0000
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}
