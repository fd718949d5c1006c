/**
 * Standardisation of inputs: by one mean and one deviation of the used training images, by published values per channel
 * (in units of the values: grey values 0 … 255), or none.
 */
export type Standardisation =
  'measured' | 'none' | { readonly means: readonly number[]; readonly deviations: readonly number[] }

interface Standardiser {
  /** Means per channel. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  /**
   * Returns (value − mean) / deviation in float64, rounded once to float32. The last axis of the values is the channel.
   */
  apply(values: Uint8Array | Float32Array): Float32Array
}

/** Prepares a standardisation; `training` holds the values to measure. Throws a RangeError if they are all equal. */
export function standardise(
  training: Uint8Array | Float32Array,
  channels: number,
  standardisation: Standardisation,
): Standardiser {
  const { means, deviations } = choose(training, channels, standardisation)
  return {
    means,
    deviations,
    apply(values) {
      if (standardisation === 'none') return Float32Array.from(values)
      const result = new Float32Array(values.length)
      if (values instanceof Uint8Array) {
        const tables = means.map((mean, c) =>
          Float32Array.from({ length: 256 }, (_, grey) => (grey - mean) / deviations[c]),
        )
        for (let c = 0; c < channels; c++) {
          const table = tables[c]
          for (let i = c; i < values.length; i += channels) result[i] = table[values[i]]
        }
      } else {
        for (let i = 0; i < values.length; i++) {
          const c = i % channels
          result[i] = (values[i] - means[c]) / deviations[c]
        }
      }
      return result
    },
  }
}

function choose(values: Uint8Array | Float32Array, channels: number, standardisation: Standardisation) {
  const every = (value: number) => new Array<number>(channels).fill(value)
  if (standardisation === 'none') return { means: every(0), deviations: every(1) }
  if (standardisation !== 'measured') return standardisation
  const { mean, deviation } = measure(values)
  if (deviation === 0)
    throw new RangeError('The training images are one flat grey: nothing can be learnt from them')
  return { means: every(mean), deviations: every(deviation) }
}

function measure(values: Uint8Array | Float32Array) {
  // Exact for grey values, whose sums are integers below 2^53, so the mean does not depend on the order.
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    sum += values[i]
    squares += values[i] * values[i]
  }
  const mean = sum / values.length
  return { mean, deviation: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) }
}
