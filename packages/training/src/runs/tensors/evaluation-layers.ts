import type { Convolution, Layers, Normalisation } from '../../architectures/architecture.ts'
import type { Tensor, Tensor1D, Tensor2D, Tensor4D, Tf } from '../../tensors.ts'
import { epsilon, type TensorsByName, toPixels } from './training-layers.ts'
import { convolve, poolMaximum, poolMean } from './window.ts'

/** Layers in evaluation mode: batch norm by the running statistics, no gradients. Use them inside a tidy. */
export class EvaluationLayers implements Layers<Tensor> {
  readonly #tf: Tf
  readonly #tensors: TensorsByName

  constructor(tf: Tf, tensors: TensorsByName) {
    this.#tf = tf
    this.#tensors = tensors
  }

  convolve(x: Tensor, name: string, { kernel, stride = 1 }: Convolution): Tensor {
    const filters = this.#find<Tensor4D>(`${name}.weight`)
    return convolve(this.#tf, x as Tensor4D, filters, { kernel, stride }).output
  }

  connect(x: Tensor, name: string): Tensor {
    const weight = this.#find<Tensor2D>(`${name}.weight`)
    return this.#tf.add(this.#tf.matMul(x as Tensor2D, weight, false, true), this.#find(`${name}.bias`))
  }

  normalise(x: Tensor, name: string, { rectify = false }: Normalisation = {}): Tensor {
    const [scale, offset, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map((part) =>
      this.#find<Tensor1D>(`${name}.${part}`),
    )
    const y = this.#tf.batchNorm4d(toPixels(this.#tf, x), mean, variance, offset, scale, epsilon)
    return this.#tf.reshape(rectify ? this.#tf.relu(y) : y, x.shape)
  }

  rectify(x: Tensor): Tensor {
    return this.#tf.relu(x)
  }

  add(a: Tensor, b: Tensor): Tensor {
    return this.#tf.add(a, b)
  }

  concatenate(a: Tensor, b: Tensor): Tensor {
    return this.#tf.concat([a, b], a.rank - 1)
  }

  poolMean(x: Tensor, size: number): Tensor {
    return poolMean(this.#tf, x as Tensor4D, size, size).output
  }

  poolMaximum(x: Tensor): Tensor {
    return poolMaximum(this.#tf, x as Tensor4D).output
  }

  averagePixels(x: Tensor): Tensor {
    return this.#tf.mean(x, [1, 2])
  }

  flatten(x: Tensor): Tensor {
    return this.#tf.reshape(x, [x.shape[0], -1])
  }

  #find<T extends Tensor>(name: string): T {
    return this.#tensors.get(name) as T
  }
}
