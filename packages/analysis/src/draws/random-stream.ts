const MASK = (1n << 64n) - 1n

/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), the stream that belongs
 * to a list of numbers. Its 128-bit state comes from SplitMix64, as its authors advise: each key in turn is added to the
 * state and mixed, so that streams of neighbouring keys have nothing in common.
 *
 * Returns a function that gives the next number in 0 … 2³² − 1.
 */
export function createRandomStream(keys: readonly number[]): () => number {
  let mixed = 0n
  for (const key of keys) mixed = mix((mixed + BigInt(key) + GOLDEN) & MASK)
  const first = mix((mixed + GOLDEN) & MASK)
  const second = mix((mixed + 2n * GOLDEN) & MASK)
  return xoshiro128(
    Number(first & 0xffffffffn),
    Number(first >> 32n),
    Number(second & 0xffffffffn),
    Number(second >> 32n),
  )
}

const GOLDEN = 0x9e3779b97f4a7c15n

/** SplitMix64's output function. */
function mix(z: bigint): bigint {
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK
  return z ^ (z >> 31n)
}

/** The generator from a state of four 32-bit words, not all zero. */
export function xoshiro128(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return scrambled >>> 0
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
