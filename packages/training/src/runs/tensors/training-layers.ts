import type { LayerKernels } from '@mitoscope/tensor/compute'
import type { Convolution, Layers, Normalisation } from '../../architectures/architecture.ts'
import type { Tensor, Tensor2D, Tensor4D, Tf } from '../../tensors.ts'
import type { Tape } from './tape.ts'
import { convolve, differentiateFilters, differentiateImages, poolMaximum, poolMean } from './window.ts'

/** Tensors of a network in a pass, by name. */
export type TensorsByName = ReadonlyMap<string, Tensor>

/**
 * Layers in training mode: batch norm by the batch's statistics, every operation with its gradient on the tape.
 * Gradients are written out rather than derived, because several then take one operation.
 */
export class TrainingLayers implements Layers<Tensor> {
  /** Running statistics after the batch by name, which the caller must dispose of. */
  readonly buffers = new Map<string, Tensor>()
  readonly #tf: Tf
  readonly #kernels: LayerKernels
  readonly #tape: Tape
  readonly #tensors: TensorsByName
  readonly #images: Tensor

  /** `images` is the batch itself, for which no gradient is computed. */
  constructor(tf: Tf, kernels: LayerKernels, tape: Tape, tensors: TensorsByName, images: Tensor) {
    this.#tf = tf
    this.#kernels = kernels
    this.#tape = tape
    this.#tensors = tensors
    this.#images = images
  }

  convolve(x: Tensor, name: string, { kernel, stride = 1 }: Convolution): Tensor {
    // TensorFlow's gradient of a 1 × 1 convolution with a stride writes outside its memory, so pixels are dropped
    // first.
    if (kernel === 1 && stride > 1)
      return this.convolve(this.poolMean(x, 1, stride), name, { kernel: 1 } as Convolution)
    const [tf, window] = [this.#tf, { kernel, stride }]
    const filters = this.#find<Tensor4D>(`${name}.weight`)
    const { padded, output } = convolve(tf, x as Tensor4D, filters, window)
    const back = (slope: Tensor) => {
      const dy = slope as Tensor4D
      this.#give(`${name}.weight`, differentiateFilters(tf, padded, dy, filters.shape, window))
      return [x === this.#images ? undefined : differentiateImages(tf, padded, dy, filters, window)]
    }
    return this.#tape.record(output, [x], back, padded === x ? [] : [padded])
  }

  connect(x: Tensor, name: string): Tensor {
    const tf = this.#tf
    const rows = x as Tensor2D
    const weight = this.#find<Tensor2D>(`${name}.weight`)
    const bias = this.#find(`${name}.bias`)
    const output = tf.tidy(() => tf.add<Tensor2D>(tf.matMul(rows, weight, false, true), bias))
    return this.#tape.record(output, [x], (slope) => {
      const dy = slope as Tensor2D
      this.#give(`${name}.weight`, tf.matMul(dy, rows, true, false))
      this.#give(`${name}.bias`, tf.sum(dy, 0))
      return [x === this.#images ? undefined : tf.matMul(dy, weight)]
    })
  }

  normalise(x: Tensor, name: string, { rectify = false }: Normalisation = {}): Tensor {
    const [tf, kernels, pixels] = [this.#tf, this.#kernels, toPixels(this.#tf, x)]
    const scale = this.#find(`${name}.weight`)
    const statistics = { mean: `${name}.running_mean`, variance: `${name}.running_var` }
    const { y, mean, variance, saved } = kernels.normaliseBatch(
      pixels,
      {
        scale,
        offset: this.#find(`${name}.bias`),
        mean: this.#find(statistics.mean),
        variance: this.#find(statistics.variance),
      },
      { epsilon, momentum },
    )
    this.buffers.set(statistics.mean, mean)
    this.buffers.set(statistics.variance, variance)
    const rectified = rectify ? tf.relu(y) : y
    const output = tf.reshape(rectified, x.shape)
    // The gradient needs neither the values before the ReLU nor those in the other shape.
    tf.dispose(rectify ? [y, rectified] : [y])
    const back = (slope: Tensor) => {
      const before = rectify ? kernels.rectifyGradient(slope, output) : slope
      const shaped = tf.reshape(before, pixels.shape)
      const [dx, dScale, dOffset] = kernels.normaliseBatchGradient(shaped, pixels, scale, saved, epsilon)
      this.#give(`${name}.weight`, dScale)
      this.#give(`${name}.bias`, dOffset)
      const inShape = tf.reshape(dx, x.shape)
      tf.dispose(rectify ? [shaped, dx, before] : [shaped, dx])
      return [inShape]
    }
    return this.#tape.record(output, [x], back, [...saved, pixels])
  }

  rectify(x: Tensor): Tensor {
    const output = this.#tf.relu(x)
    return this.#tape.record(output, [x], (slope) => [this.#kernels.rectifyGradient(slope, output)])
  }

  add(a: Tensor, b: Tensor): Tensor {
    return this.#tape.record(this.#tf.add(a, b), [a, b], (slope) => [slope.clone(), slope.clone()])
  }

  concatenate(a: Tensor, b: Tensor): Tensor {
    const axis = a.rank - 1
    const sizes = [a, b].map(({ shape }) => shape[axis])
    return this.#tape.record(this.#tf.concat([a, b], axis), [a, b], (slope) =>
      this.#tf.split(slope, sizes, axis),
    )
  }

  poolMean(x: Tensor, size: number, stride = size): Tensor {
    const { output, back } = poolMean(this.#tf, x as Tensor4D, size, stride)
    return this.#tape.record(output, [x], (slope) => [back(slope as Tensor4D)])
  }

  poolMaximum(x: Tensor): Tensor {
    const { output, back, saved } = poolMaximum(this.#tf, x as Tensor4D)
    return this.#tape.record(output, [x], (slope) => [back(slope as Tensor4D)], saved)
  }

  averagePixels(x: Tensor): Tensor {
    const tf = this.#tf
    const [count, rows, columns, channels] = x.shape
    return this.#tape.record(tf.mean(x, [1, 2]), [x], (slope) => [
      tf.tidy(() => {
        const share = tf.reshape(tf.div(slope, rows * columns), [count, 1, 1, channels])
        return tf.tile(share, [1, rows, columns, 1])
      }),
    ])
  }

  flatten(x: Tensor): Tensor {
    // A flat batch is returned itself, so that it is still recognised as the images.
    if (x.rank === 2) return x
    return this.#tape.record(this.#tf.reshape(x, [x.shape[0], -1]), [x], (slope) => [
      x === this.#images ? undefined : this.#tf.reshape(slope, x.shape),
    ])
  }

  #find<T extends Tensor>(name: string): T {
    return this.#tensors.get(name) as T
  }

  #give(name: string, gradient: Tensor): void {
    this.#tape.gradients.set(name, gradient)
  }
}

/** Term added to the variance before its root, as in PyTorch. */
export const epsilon = 1e-5

/** Share by which the running statistics move towards the batch's, as in PyTorch. */
const momentum = 0.1

/** Returns rows [count, neurons] as images of one pixel, and images as they are; always a new tensor. */
export function toPixels(tf: Tf, x: Tensor): Tensor4D {
  const [count, neurons] = x.shape
  const shape = x.rank === 4 ? x.shape : [count, 1, 1, neurons]
  return tf.reshape(x, shape as [number, number, number, number])
}
