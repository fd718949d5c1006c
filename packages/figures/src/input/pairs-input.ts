/** Layers compared in pairs by one measure. */
export interface PairsInput {
  /** Of the measure: "Linear CKA". */
  readonly title: string
  /** How it was computed, as its options; may be empty. */
  readonly subtitle: string
  /** What is compared, as it is to be named and ordered. */
  readonly names: readonly string[]
  readonly quantities: readonly {
    readonly id: string
    readonly label: string
    /** The quantity that has this value when the two change places; itself where it is the same both ways. */
    readonly mirror?: string | null
  }[]
  /** Places in `names`, and what was found, by quantity. */
  readonly pairs: readonly {
    readonly first: number
    readonly second: number
    readonly values: Readonly<Record<string, number | null>>
  }[]
}
