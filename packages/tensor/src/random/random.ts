/** Draws the next number, uniform in [0, 1) with 32 random bits. */
export type Generator = () => number

/**
 * Returns the stream of numbers in [0, 1) that belongs to a seed and a name: xoshiro128** whose state SplitMix32 fills
 * from the FNV-1a hash of both. Streams of different names are independent, so that the initial weights and each epoch's
 * batch order can be drawn without drawing what comes before them. For training.
 */
export function createGenerator(seed: number, stream: string): Generator {
  const next = splitMix32(hash(`${seed}/${stream}`), { factors: [0x21f0aaad, 0x735a2d97], shifts: [15, 15] })
  const draw = xoshiro128(next(), next(), next(), next())
  return () => draw() / 0x1_0000_0000
}

/**
 * Returns the stream of integers 0 … 2³² − 1 that belongs to a list of keys: xoshiro128** whose 128-bit state comes from
 * SplitMix64, as its authors advise. Each key in turn is added to the state and mixed, so that streams of neighbouring
 * keys have nothing in common. For random chunks of neurons.
 */
export function createRandomStream(keys: readonly number[]): () => number {
  let mixed = 0n
  for (const key of keys) mixed = mix64((mixed + BigInt(key) + GOLDEN) & MASK)
  const first = mix64((mixed + GOLDEN) & MASK)
  const second = mix64((mixed + 2n * GOLDEN) & MASK)
  return xoshiro128(
    Number(first & 0xffffffffn),
    Number(first >> 32n),
    Number(second & 0xffffffffn),
    Number(second >> 32n),
  )
}

/** Returns a stream of numbers in [0, 1) from a seed: SplitMix32 with MurmurHash3's constants. For bootstrap samples. */
export function createUniform(seed: number): Generator {
  const next = splitMix32(seed, { factors: [0x85ebca6b, 0xc2b2ae35], shifts: [13, 16] })
  return () => next() / 0x1_0000_0000
}

/**
 * Returns a stream of integers 0 … 2³² − 1 from a state of four 32-bit words, not all zero: xoshiro128** 1.1 (Blackman
 * and Vigna, "Scrambled linear pseudorandom number generators", 2021).
 */
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

const MASK = (1n << 64n) - 1n
const GOLDEN = 0x9e3779b97f4a7c15n

/** SplitMix64's output function (Steele, Lea and Flood 2014). */
function mix64(z: bigint): bigint {
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK
  return z ^ (z >> 31n)
}

interface Finaliser {
  readonly factors: readonly [number, number]
  /** Shifts after the first and after the second multiplication, in bits. */
  readonly shifts: readonly [number, number]
}

/** SplitMix in 32 bits, integers 0 … 2³² − 1: a Weyl sequence and a finaliser of two multiplications. */
function splitMix32(seed: number, { factors, shifts }: Finaliser): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), factors[0])
    z = Math.imul(z ^ (z >>> shifts[0]), factors[1])
    return (z ^ (z >>> shifts[1])) >>> 0
  }
}

/** FNV-1a of the text's UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
