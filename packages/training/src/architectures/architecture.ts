/** One setting of an architecture, described so that a form can be built from it. */
export interface ArchitectureOption {
  readonly name: string
  readonly kind: 'integer'
  readonly title: string
  readonly minimum: number
  readonly maximum: number
  readonly default: number
}

/** One entry of the catalogue of architectures. */
export interface Architecture {
  readonly id: string
  readonly title: string
  /** What it is, and which neurons its width counts. */
  readonly summary: string
  readonly options: readonly ArchitectureOption[]
}
