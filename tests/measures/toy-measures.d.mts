export const measures: readonly {
  readonly id: string
  readonly title: string
  readonly shape: string
  readonly options: readonly { readonly name: string; readonly default: number }[]
}[]
