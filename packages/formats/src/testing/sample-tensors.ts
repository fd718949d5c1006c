import type { TestTensor } from './test-tensor.ts'

/** Creates a valid representation of 6 test and 5 training inputs, 4 neurons, 3 classes and 2 draws. */
export function sampleTensors(): Record<string, TestTensor> {
  return {
    'features.test': { shape: [6, 4], values: sampleValues(24, 1) },
    'labels.test': { shape: [6], values: [0, 1, 2, 0, 1, 2], dtype: 'i64' },
    'features.train': { shape: [5, 4], values: sampleValues(20, 2) },
    'labels.train': { shape: [5], values: [2, 1, 0, 2, 1], dtype: 'i64' },
    'readout.weight': { shape: [3, 4], values: sampleValues(12, 3) },
    'readout.bias': { shape: [3], values: [0.5, -0.25, 0] },
    permutations: { shape: [2, 4], values: [3, 1, 0, 2, 0, 1, 2, 3], dtype: 'i32' },
  }
}

/** Creates values in −4 … 4 that are exact in every supported floating-point type, bfloat16 included. */
export function sampleValues(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i * 37 + seed * 11) % 65) / 8 - 4)
}
