/** Layers compared in pairs by one measure. */
export interface PairsInput {
  /** Title of the measure: "Linear CKA". */
  readonly title: string
  /** Options of the measure in words; may be empty. */
  readonly subtitle: string
  /** Names of the compared layers, in the order to be shown. */
  readonly names: readonly string[]
  readonly quantities: readonly {
    readonly id: string
    readonly label: string
    /** Id of the quantity that has this value when both layers are exchanged; absent for a symmetric quantity. */
    readonly mirror?: string | null
  }[]
  /** Compared pairs: indices in `names`, and values by the quantity's id. */
  readonly pairs: readonly {
    readonly first: number
    readonly second: number
    readonly values: Readonly<Record<string, number | null>>
  }[]
}
