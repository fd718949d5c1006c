import { createGenerator } from '@mitoscope/tensor/random'
import { drawNormal, drawPermutation } from '../random/draws.ts'
import type { PreparedDataset, PreparedSplit } from './prepare-dataset.ts'

/** Controls of a dataset, which show whether a result depends on the structure of the data. */
export const controls = [
  { id: 'none', title: 'None' },
  /** Permutes the labels of each split, so that inputs are independent of labels. */
  { id: 'shuffled-labels', title: 'Shuffled labels' },
  /** Replaces inputs by independent standard normal numbers; labels stay. */
  { id: 'gaussian-inputs', title: 'Gaussian inputs, labels as they were' },
  /** Replaces inputs likewise, and labels by those of a random linear teacher. */
  { id: 'gaussian-teacher', title: 'Gaussian inputs, labels of a random linear teacher' },
] as const

export type ControlName = (typeof controls)[number]['id']

export const controlNames: readonly ControlName[] = controls.map(({ id }) => id)

/** Turns a prepared dataset into a control of it, drawn from a seed. Sizes do not change. */
export function applyControl(data: PreparedDataset, control: ControlName, seed: number): PreparedDataset {
  if (control === 'none') return data
  const change = openChange(data, control, seed)
  const changed = { ...data, train: change(data.train, 'train'), test: change(data.test, 'test') }
  if (control === 'shuffled-labels') return changed
  // The standardised values are replaced, so their means and deviations no longer apply.
  return { ...changed, means: data.means.map(() => 0), deviations: data.deviations.map(() => 1) }
}

type Change = (split: PreparedSplit, name: string) => PreparedSplit

function openChange({ inputs, classes }: PreparedDataset, control: ControlName, seed: number): Change {
  if (control === 'shuffled-labels')
    return (split, name) => {
      const order = drawPermutation(createGenerator(seed, `shuffled/${name}`), split.count)
      return { ...split, labels: Int32Array.from(order, (row) => split.labels[row]) }
    }
  const teach = control === 'gaussian-teacher' ? openTeacher(seed, inputs, classes) : undefined
  return (split, name) => {
    const generator = createGenerator(seed, `gaussian/${name}`)
    const drawn = Float32Array.from({ length: split.inputs.length }, () => drawNormal(generator))
    return { ...split, inputs: drawn, labels: teach ? teach(drawn) : split.labels }
  }
}

/**
 * Returns a random linear teacher, a function from vectors [count, inputs] to their classes. The class is the index of
 * the largest of `classes` scores, whose weights are independent standard normal numbers drawn from the seed.
 */
export function openTeacher(
  seed: number,
  inputs: number,
  classes: number,
): (vectors: Float32Array) => Int32Array {
  const generator = createGenerator(seed, 'teacher')
  const weights = Float64Array.from({ length: classes * inputs }, () => drawNormal(generator))
  return (vectors) =>
    Int32Array.from({ length: vectors.length / inputs }, (_, row) => {
      let [best, most] = [0, -Infinity]
      for (let label = 0; label < classes; label++) {
        let score = 0
        for (let i = 0; i < inputs; i++) score += weights[label * inputs + i] * vectors[row * inputs + i]
        if (score > most) [best, most] = [label, score]
      }
      return best
    })
}
