interface Curve {
  readonly id: string
  readonly mean: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
}

/** Size and error of the network with some groups only. */
interface Kept {
  readonly groups: number
  readonly neurons: number
  /** Weights and biases of the readout that they feed; null where the number of classes is not known. */
  readonly readout: number | null
  readonly testError: number | null
  readonly ci95: number | null
}

interface Asked {
  readonly count: number
  /** Neurons per group. */
  readonly size: number
  readonly classes: number | null
  readonly sizes: readonly number[]
  readonly curves: readonly Curve[]
}

/** Returns the numbers of groups to look at: each number of few; of many, the doublings and all. */
function amounts(count: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1)
  return count <= 32 ? all : all.filter((m) => Number.isInteger(Math.log2(m)) || m === count)
}

/** Errors of chunks as large as 1, 2, … groups: a group is a random chunk, and so are several of them together. */
export function groupErrors({ count, size, classes, sizes, curves }: Asked): Kept[] {
  const errors = curves.find(({ id }) => id === 'testError')
  return amounts(count).map((groups) => {
    const neurons = groups * size
    const at = sizes.indexOf(neurons)
    return {
      groups,
      neurons,
      readout: readoutParameters(classes, neurons),
      testError: at < 0 ? null : (errors?.mean[at] ?? null),
      ci95: at < 0 ? null : (errors?.ci95[at] ?? null),
    }
  })
}

/** Sizes of the chunks that they are. */
export function sizesOfGroups(count: number, size: number): number[] {
  return amounts(count).map((groups) => groups * size)
}

/** Weights and biases of a readout of so many neurons; null where the number of classes is not known. */
export function readoutParameters(classes: number | null, neurons: number): number | null {
  return classes === null ? null : classes * (neurons + 1)
}

/**
 * Weights and biases that lead into some neurons of the last hidden layer: those that go when the neurons go. Null where
 * the architecture is not one whose layer below is known.
 */
export function parametersInto(config: unknown, width: number, neurons: number): number | null {
  if (typeof config !== 'object' || config === null) return null
  const { architecture, hiddenLayers } = config as Readonly<Record<string, unknown>>
  if (architecture !== 'fully-connected' || typeof hiddenLayers !== 'number') return null
  // With one hidden layer its inputs are those of the data set, which the settings do not count.
  return hiddenLayers < 2 ? null : (width + 1) * neurons
}
