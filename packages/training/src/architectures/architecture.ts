import type { Initial } from './network.ts'

/** Setting of an architecture, described so that a form can be built from it. */
export type ArchitectureOption =
  | {
      readonly name: string
      readonly kind: 'integer'
      readonly title: string
      readonly minimum: number
      readonly maximum: number
      readonly default: number
    }
  | {
      readonly name: string
      readonly kind: 'boolean'
      readonly title: string
      readonly default: boolean
    }

/** Values of an architecture's options, by name. A missing option has its default. */
export type ArchitectureOptions = Readonly<Record<string, number | boolean>>

/** Sizes that a network is built for. */
export interface NetworkSize {
  /** Neurons of the last hidden layer. */
  readonly width: number
  /** Logits: one per class, or 1. */
  readonly outputs: number
  /** Rows, columns and channels of an input. */
  readonly shape: readonly [number, number, number]
}

/** Entry of the catalogue of architectures. */
export interface Architecture {
  readonly id: string
  readonly title: string
  /** Description, and which neurons the width counts. */
  readonly summary: string
  readonly options: readonly ArchitectureOption[]
  /** Least height and width of an input in pixels; any input if absent. */
  readonly leastPixels?: number
  /** Returns the possible widths in words that end "choose …", or null if `width` is possible. */
  rejectWidth(width: number): string | null
  /** Applies the network to a batch of inputs. */
  build<T>(layers: Layers<T>, inputs: T, size: NetworkSize, options: ArchitectureOptions): Outputs<T>
}

/** A convolution without bias over square windows, padded with zeros by half the kernel on each side. */
export interface Convolution {
  readonly channels: number
  readonly kernel: number
  readonly stride?: number
  readonly initial: Initial
}

/** Initial values of a linear layer; the default is PyTorch's, uniform in ±1/√inputs. */
export interface LinearInitial {
  readonly weight?: Initial
  readonly bias?: Initial
}

/** A batch normalisation with ε = 1e-5 and momentum 0.1 of the running statistics. The running variance is unbiased. */
export interface Normalisation {
  /** Apply a ReLU afterwards, in the same pass over the values. */
  readonly rectify?: boolean
  /** Initial scales; the default is 1. */
  readonly weight?: Initial
}

/**
 * The layers that architectures are written in, applied to a batch T: tensors in training, tensors in evaluation, or
 * shapes from which the parameters are listed. Images are [count, rows, columns, channels], everything else is [count,
 * neurons]. `name` is the module's name in PyTorch, under which its parameters are stored.
 */
export interface Layers<T> {
  convolve(x: T, name: string, convolution: Convolution): T
  /** Applies x Wᵀ + b. */
  connect(x: T, name: string, outputs: number, initial?: LinearInitial): T
  /** Normalises each channel over images and pixels. */
  normalise(x: T, name: string, normalisation?: Normalisation): T
  rectify(x: T): T
  add(a: T, b: T): T
  /** Joins two batches along the channels. */
  concatenate(a: T, b: T): T
  /** Returns means over adjacent squares of `size` × `size` pixels, without the remainder at the edges. */
  poolMean(x: T, size: number): T
  /** Returns maxima of windows of 3 × 3 pixels with stride 2, padded by one pixel. */
  poolMaximum(x: T): T
  /** Returns means over all pixels, [count, channels]. */
  averagePixels(x: T): T
  /** Returns pixels and channels of each image as one vector. */
  flatten(x: T): T
}

/** Outputs of a network. */
export interface Outputs<T> {
  /** Activations of the last hidden layer, [count, width]. */
  readonly representation: T
  /** Logits, [count, outputs]. */
  readonly logits: T
}
