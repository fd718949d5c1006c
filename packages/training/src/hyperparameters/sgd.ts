import { decayGradient } from './decay-gradient.ts'
import type { OpenedOptimiser, TrainedParameter } from './opened-optimiser.ts'
import { openSlots } from './open-slots.ts'
import type { Optimiser } from './hyperparameters.ts'
import type { Tf } from '../tensors.ts'

/**
 * SGD as PyTorch defines it (torch.optim.SGD, no dampening): g ← ∇ + λ w; v ← m v + g; w ← w − lr v, and with
 * Nesterov's momentum w ← w − lr (g + m v). The state, "momentum.…", is v.
 */
export function openSgd(
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
