import type { NamedTensor } from '@mitoscope/formats'
import type { Tensor, Tf, Variable } from '../tensors.ts'
import type { Optimiser } from './hyperparameters.ts'

/** A trained tensor. */
export interface TrainedParameter {
  /** Name, unique in the network: for example "conv1.weight". */
  readonly name: string
  /** Value, which a step replaces. */
  readonly variable: Variable
}

/** Settings of one step. */
export interface OptimiserStep {
  readonly learningRate: number
  /** λ: a step adds λ times each decaying parameter to its gradient. */
  readonly weightDecay: number
}

/** An optimiser of the parameters of one network, with its state. */
export interface OpenedOptimiser {
  /** Changes the parameters by one step. Gradients are in the parameters' order and remain the caller's. */
  step(gradients: readonly Tensor[], settings: OptimiserStep): void
  /** Returns a copy of the state: together with the parameters all that training needs to continue bit for bit. */
  capture(): Promise<NamedTensor[]>
  /** Replaces the state by a captured one. Throws an Error that names a tensor that is missing or has another shape. */
  restore(state: readonly NamedTensor[]): void
  /** Disposes of the state's tensors; the parameters remain the caller's. */
  release(): void
}

/**
 * Opens the optimiser of these hyper-parameters with an initial state. Weight decay is L2, added to the gradient, as in PyTorch's SGD
 * and Adam.
 */
export function openOptimiser(
  tf: Tf,
  hyperparameters: Optimiser,
  parameters: readonly TrainedParameter[],
): OpenedOptimiser {
  return hyperparameters.optimiser === 'adam'
    ? openAdam(tf, hyperparameters, parameters)
    : openSgd(tf, hyperparameters, parameters)
}

/**
 * SGD as PyTorch defines it (torch.optim.SGD, no dampening): g ← ∇ + λ w; v ← m v + g; w ← w − lr v, and with
 * Nesterov's momentum w ← w − lr (g + m v). The state, "momentum.…", is v.
 */
function openSgd(
  tf: Tf,
  hyperparameters: Optimiser,
  parameters: readonly TrainedParameter[],
): OpenedOptimiser {
  const { momentum } = hyperparameters
  const velocity = openSlots(tf, 'momentum', parameters)
  return {
    step(gradients, { learningRate, weightDecay }) {
      for (const [index, { variable }] of parameters.entries()) {
        tf.tidy(() => {
          const gradient = decayGradient(tf, hyperparameters, variable, gradients[index], weightDecay)
          const speed = tf.add(tf.mul(velocity.tensors[index], momentum), gradient)
          const direction =
            hyperparameters.optimiser === 'nesterov' ? tf.add(gradient, tf.mul(speed, momentum)) : speed
          velocity.replace(index, speed)
          variable.assign(tf.sub(variable, tf.mul(direction, learningRate)))
        })
      }
    },
    capture: velocity.capture,
    restore: velocity.restore,
    release: velocity.release,
  }
}

/**
 * Adam as PyTorch defines it (torch.optim.Adam; Kingma and Ba 2015), with λ w added to the gradient: m ← β₁ m + (1 −
 * β₁) g; s ← β₂ s + (1 − β₂) g²; w ← w − lr/(1 − β₁ᵗ) · m / (√s/√(1 − β₂ᵗ) + ε) at step t. The state is m ("mean.…"), s
 * ("square.…") and t ("steps").
 */
function openAdam(
  tf: Tf,
  hyperparameters: Optimiser,
  parameters: readonly TrainedParameter[],
): OpenedOptimiser {
  const { momentum: first, secondMomentum: second = 0.999, epsilon = 1e-8 } = hyperparameters
  const mean = openSlots(tf, 'mean', parameters)
  const square = openSlots(tf, 'square', parameters)
  let steps = 0
  return {
    step(gradients, { learningRate, weightDecay }) {
      steps++
      const rate = learningRate / (1 - first ** steps)
      const root = 1 / Math.sqrt(1 - second ** steps)
      for (const [index, { variable }] of parameters.entries()) {
        tf.tidy(() => {
          const gradient = decayGradient(tf, hyperparameters, variable, gradients[index], weightDecay)
          const m = tf.add(tf.mul(mean.tensors[index], first), tf.mul(gradient, 1 - first))
          const s = tf.add(tf.mul(square.tensors[index], second), tf.mul(tf.square(gradient), 1 - second))
          const scale = tf.add(tf.mul(tf.sqrt(s), root), epsilon)
          mean.replace(index, m)
          square.replace(index, s)
          variable.assign(tf.sub(variable, tf.mul(tf.div(m, scale), rate)))
        })
      }
    },
    async capture() {
      const count = { name: 'steps', shape: [], values: Int32Array.of(steps) }
      return [...(await mean.capture()), ...(await square.capture()), count]
    },
    restore(state) {
      const count = state.find(({ name }) => name === 'steps')
      if (!count) throw new Error('The state does not fit the optimiser: "steps" is missing')
      mean.restore(state)
      square.restore(state)
      steps = count.values[0]
    },
    release() {
      mean.release()
      square.release()
    },
  }
}

/**
 * Returns the gradient, plus λ times the parameter if the parameter decays. Weights have two dimensions or more; biases
 * and the scales and shifts of batch norms have one.
 */
function decayGradient(
  tf: Tf,
  { decayOf }: Optimiser,
  parameter: Tensor,
  gradient: Tensor,
  weightDecay: number,
): Tensor {
  const decays = weightDecay !== 0 && (decayOf !== 'weights' || parameter.rank > 1)
  return decays ? tf.add(gradient, tf.mul(parameter, weightDecay)) : gradient
}

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
function openSlots(tf: Tf, slot: string, parameters: readonly TrainedParameter[]): Slots {
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
