import type { PreparedDataset, PreparedSplit } from '@mitoscope/training'

/** Noise of ten classes in turns, so many images of that shape. */
export function drawDataset(shape: PreparedDataset['shape'], train: number, test: number): PreparedDataset {
  const [inputs, classes] = [shape[0] * shape[1] * shape[2], 10]
  const draw = (count: number): PreparedSplit => ({
    count,
    inputs: Float32Array.from({ length: count * inputs }, () => 2 * Math.random() - 1),
    labels: Int32Array.from({ length: count }, (_, i) => i % classes),
  })
  return { shape, inputs, classes, train: draw(train), test: draw(test), means: [0], deviations: [1] }
}
