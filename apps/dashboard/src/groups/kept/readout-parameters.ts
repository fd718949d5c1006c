/** Weights and biases of a readout of so many neurons; null where the number of classes is not known. */
export function readoutParameters(classes: number | null, neurons: number): number | null {
  return classes === null ? null : classes * (neurons + 1)
}
