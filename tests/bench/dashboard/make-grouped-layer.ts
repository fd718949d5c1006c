import type { NamedTensor } from '@mitoscope/formats'

const [rows, features, classes] = [2_000, 24, 10]

/** A layer whose neurons mix a few features, each with a little noise of its own, and its readout; the same every time. */
export function makeGroupedLayer(width: number): NamedTensor[] {
  const random = makeRandom(7)
  const normals = (count: number) => Float32Array.from({ length: count }, () => normal(random))
  const mix = normals(features * width)
  const layer = (count: number) => {
    const hidden = normals(count * features)
    const values = new Float32Array(count * width)
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < width; j++) {
        let sum = 0.3 * normal(random)
        for (let k = 0; k < features; k++) sum += hidden[i * features + k] * mix[k * width + j]
        values[i * width + j] = Math.max(0, sum)
      }
    }
    return values
  }
  const labels = (count: number) => Int32Array.from({ length: count }, (_, i) => i % classes)
  return [
    { name: 'features.test', shape: [rows, width], values: layer(rows) },
    { name: 'labels.test', shape: [rows], values: labels(rows) },
    { name: 'features.train', shape: [rows, width], values: layer(rows) },
    { name: 'labels.train', shape: [rows], values: labels(rows) },
    { name: 'readout.weight', shape: [classes, width], values: normals(classes * width) },
    { name: 'readout.bias', shape: [classes], values: new Float32Array(classes) },
  ]
}

/** Numerical Recipes' linear congruential generator: what is drawn here is only to be the same each time. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
}
