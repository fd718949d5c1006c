import type { Readout } from '../../representation/representation.ts'

const LARGEST_FLOAT32 = 3.4028234663852886e38

/** maxₙ |x_nj| of every neuron over a block of rows, [width]. */
export function largestByNeuron(block: Float32Array | Float64Array, width: number): Float64Array {
  const largest = new Float64Array(width)
  for (let i = 0, j = 0; i < block.length; i++, j = j + 1 === width ? 0 : j + 1) {
    const size = Math.abs(block[i])
    if (size > largest[j]) largest[j] = size
  }
  return largest
}

/**
 * max_c Σⱼ |A_cj| maxₙ |x_nj| over a block: a bound of what a logit sums up. Infinity where float32 cannot hold a value of
 * the block or of the readout, since infinite products of it may cancel or meet a 0.
 */
export function largestSum(largest: Float64Array, { classes, weight, bias }: Readout): number {
  const isBeyond = (value: number) => Math.abs(value) > LARGEST_FLOAT32
  if (largest.some(isBeyond) || weight.some(isBeyond) || bias.some(isBeyond)) return Infinity
  const width = largest.length
  let bound = 0
  for (let c = 0; c < classes; c++) {
    let sum = 0
    for (let j = 0; j < width; j++) sum += Math.abs(weight[c * width + j]) * largest[j]
    bound = Math.max(bound, sum)
  }
  return bound
}
