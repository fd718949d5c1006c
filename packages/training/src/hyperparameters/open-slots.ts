import type { NamedTensor } from '@mitoscope/formats'
import type { TrainedParameter } from './opened-optimiser.ts'
import type { Tensor, Tf } from '../tensors.ts'

/** Tensors of an optimiser's state, one per parameter and of its shape, initially 0. */
export interface Slots {
  /** The tensors, in the parameters' order. Callers must not dispose of them. */
  readonly tensors: readonly Tensor[]
  /** Replaces a tensor and disposes of the old one. */
  replace(index: number, tensor: Tensor): void
  capture(): Promise<NamedTensor[]>
  restore(state: readonly NamedTensor[]): void
  release(): void
}

/** Opens a state whose tensors are named "SLOT.PARAMETER". */
export function openSlots(tf: Tf, slot: string, parameters: readonly TrainedParameter[]): Slots {
  const tensors: Tensor[] = parameters.map(({ variable }) => tf.zeros(variable.shape))
  const nameOf = (index: number) => `${slot}.${parameters[index].name}`
  const replace = (index: number, tensor: Tensor) => {
    tensors[index].dispose()
    tensors[index] = tf.keep(tensor)
  }
  return {
    tensors,
    replace,
    capture: () =>
      Promise.all(
        tensors.map(async (tensor, index) => {
          // A copy, because on some backends the values read are the tensor's own.
          const values = Float32Array.from(await tensor.data<'float32'>())
          return { name: nameOf(index), shape: [...tensor.shape], values }
        }),
      ),
    restore(state) {
      const byName = new Map(state.map((entry) => [entry.name, entry]))
      const found = tensors.map((tensor, index) => {
        const entry = byName.get(nameOf(index))
        if (entry && String(entry.shape) === String(tensor.shape)) return entry
        const what = entry ? `has the shape [${entry.shape.join(', ')}], not [${tensor.shape.join(', ')}]` : 'is missing' // prettier-ignore
        throw new Error(`The state does not fit the optimiser: "${nameOf(index)}" ${what}`)
      })
      found.forEach(({ values, shape }, index) =>
        replace(index, tf.tensor(Float32Array.from(values), [...shape], 'float32')),
      )
    },
    release: () => tf.dispose(tensors),
  }
}
