import { decayGradient } from './decay-gradient.ts'
import type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'
import { openSlots } from './open-slots.ts'
import type { Optimiser } from './hyperparameters.ts'
import type { Tf } from '../tensors.ts'

/**
 * Adam as PyTorch defines it (torch.optim.Adam; Kingma and Ba 2015), with λ w added to the gradient: m ← β₁ m + (1 −
 * β₁) g; s ← β₂ s + (1 − β₂) g²; w ← w − lr/(1 − β₁ᵗ) · m / (√s/√(1 − β₂ᵗ) + ε) at step t. The state is m ("mean.…"), s
 * ("square.…") and t ("steps").
 */
export function openAdam(
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
