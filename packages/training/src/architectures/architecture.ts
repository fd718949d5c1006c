import type { Layers, Outputs } from './layers.ts'

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
