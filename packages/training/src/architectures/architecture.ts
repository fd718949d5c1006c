import type { Layers, Outputs } from './layers.ts'

/** One setting of an architecture, described so that a form can be built from it. */
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

/** Values of an architecture's options, by name; one that is missing has its default. */
export type ArchitectureOptions = Readonly<Record<string, number | boolean>>

/** What a network is built for. */
export interface NetworkSize {
  /** Neurons of the last hidden layer. */
  readonly width: number
  /** Logits: one per class, or 1. */
  readonly outputs: number
  /** Rows, columns and channels of an input. */
  readonly shape: readonly [number, number, number]
}

/** One entry of the catalogue of architectures. */
export interface Architecture {
  readonly id: string
  readonly title: string
  /** What it is, and which neurons its width counts. */
  readonly summary: string
  readonly options: readonly ArchitectureOption[]
  /** Which inputs it takes: any, or images of at least so many pixels in height and width. */
  readonly leastPixels?: number
  /** The widths it can have, in words that end "choose …"; null when this is one of them. */
  refuseWidth(width: number): string | null
  /** Applies the network to a batch. */
  build<T>(layers: Layers<T>, inputs: T, size: NetworkSize, options: ArchitectureOptions): Outputs<T>
}
