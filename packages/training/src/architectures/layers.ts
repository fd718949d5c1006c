import type { Initial } from './initial-values.ts'

/** A convolution without bias over square windows; padding is by zeros, half the kernel on each side unless given. */
export interface Convolution {
  readonly channels: number
  readonly kernel: number
  readonly stride?: number
  readonly initial: Initial
}

/** Values of a linear layer before training: PyTorch's own, uniform in ±1/√inputs, unless given. */
export interface LinearInitial {
  readonly weight?: Initial
  readonly bias?: Initial
}

/** A batch normalisation with ε = 1e-5; its running statistics move by 0.1, the variance's being unbiased. */
export interface Normalisation {
  /** Follow it by a ReLU: one pass over the values less than two layers take. */
  readonly rectify?: boolean
  /** Scales before training; 1 unless given. */
  readonly weight?: Initial
}

/**
 * What an architecture is written in: the layers of a network applied to a batch T, which stands for tensors in
 * training, tensors in evaluation, or mere shapes that tell which parameters there are. Images are
 * [count, rows, columns, channels], everything else [count, neurons]. `name` is the name of the module in PyTorch, under
 * which its parameters are stored.
 */
export interface Layers<T> {
  convolve(x: T, name: string, convolution: Convolution): T
  /** x Wᵀ + b. */
  connect(x: T, name: string, outputs: number, initial?: LinearInitial): T
  /** Per channel, over images and pixels. */
  normalise(x: T, name: string, normalisation?: Normalisation): T
  rectify(x: T): T
  add(a: T, b: T): T
  /** Puts channels beside each other. */
  concatenate(a: T, b: T): T
  /** Means of squares of that many pixels, which do not overlap; a remainder is left out. */
  poolMean(x: T, size: number): T
  /** Maxima of windows of 3 × 3 pixels at every second pixel, padded by one pixel. */
  poolMaximum(x: T): T
  /** Means over all pixels, [count, channels]. */
  averagePixels(x: T): T
  /** Pixels and channels of an image in a row. */
  flatten(x: T): T
}

/** What a network answers. */
export interface Outputs<T> {
  /** Last-hidden activations, [count, width]. */
  readonly representation: T
  /** [count, outputs]. */
  readonly logits: T
}
