import { BadOption } from './bad-option.ts'
import { createRandomStream } from '@mitoscope/tensor/random'

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
