import { createGenerator } from '@mitoscope/tensor/random'
import { drawNormal } from '../../random/draw-normal.ts'
import { drawPermutation } from '../../random/draw-permutation.ts'
import type { PreparedDataset, PreparedSplit } from '../prepare-dataset.ts'
import type { ControlName } from './controls.ts'
import { openTeacher } from './open-teacher.ts'

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
