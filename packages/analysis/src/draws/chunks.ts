import { createRandomStream } from '@mitoscope/tensor/random'
import { BadOption } from '../measures/option.ts'

/**
 * Returns the halvings W // 2^i of a width, ascending: 1, …, W // 4, W // 2, W. Throws BadOption if the width is below
 * 1.
 */
export function defaultChunkSizes(width: number): number[] {
  if (!Number.isSafeInteger(width) || width < 1) {
    throw new BadOption('width', width, 'is not a number of neurons', 'Give an integer of at least 1.')
  }
  const sizes: number[] = []
  for (let size = width; size >= 1; size = Math.floor(size / 2)) sizes.unshift(size)
  return sizes
}

/**
 * Returns the default chunk sizes and the extra ones, ascending and without repetitions. Throws BadOption unless all
 * are in 1 … width.
 */
export function chunkSizes(width: number, extra: readonly number[] = []): number[] {
  const sizes = new Set(defaultChunkSizes(width))
  for (const size of extra) {
    if (!Number.isSafeInteger(size) || size < 1 || size > width) {
      throw new BadOption(
        'chunk size',
        size,
        `is not a chunk size of ${width} neurons`,
        `Give integers from 1 to ${width}.`,
      )
    }
    sizes.add(size)
  }
  return [...sizes].sort((a, b) => a - b)
}

export interface DrawOptions {
  /** Integer, 0 … 2⁵³ − 1. */
  readonly seed: number
  /** Number of permutations R, at least 1. */
  readonly draws: number
  /** Number of neurons W, at least 1. */
  readonly width: number
  /** Index of the first draw; the default is 0. */
  readonly first?: number
}

const MAX_ENTRIES = 2 ** 28

/**
 * Draws uniform random permutations of 0 … width − 1, [draws, width] row-major. Draw r depends on seed, r and width
 * alone: more draws leave the earlier ones unchanged, and `first` continues after another call. Throws BadOption for
 * invalid options.
 *
 * Fisher–Yates over xoshiro128**; bounded numbers come from its upper bits by rejection, so that all are equally
 * likely.
 */
export function drawPermutations({ seed, draws, width, first = 0 }: DrawOptions): Int32Array {
  requireInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER)
  requireInteger('width', width, 1, MAX_ENTRIES)
  requireInteger('draws', draws, 1, Math.floor(MAX_ENTRIES / width))
  requireInteger('first', first, 0, Number.MAX_SAFE_INTEGER - draws)
  const values = new Int32Array(draws * width)
  for (let draw = 0; draw < draws; draw++) {
    shuffle(
      values.subarray(draw * width, (draw + 1) * width),
      createRandomStream([seed, first + draw, width]),
    )
  }
  return values
}

function shuffle(neurons: Int32Array, next: () => number): void {
  for (let i = 0; i < neurons.length; i++) neurons[i] = i
  for (let i = neurons.length - 1; i > 0; i--) {
    // As many upper bits as i needs, drawn again until they are at most i: under two attempts on average.
    const spare = Math.clz32(i)
    let j = next() >>> spare
    while (j > i) j = next() >>> spare
    const neuron = neurons[i]
    neurons[i] = neurons[j]
    neurons[j] = neuron
  }
}

function requireInteger(option: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return
  throw new BadOption(option, value, 'cannot be used', `Give an integer from ${least} to ${most}.`)
}
