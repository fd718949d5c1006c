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
