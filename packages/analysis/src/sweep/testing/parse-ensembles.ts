import type { RunLogits } from '../logits/run-logits.ts'

type Interval = readonly [value: number, low: number | null, high: number | null]
type Parts = Readonly<Record<'loss' | 'bias' | 'variance', Interval>>

interface Ensembles {
  readonly rows: number
  readonly classes: number
  readonly labels: readonly number[]
  /** By width, by run: 64 times the logits, [rows · classes]. */
  readonly logits: Readonly<Record<string, readonly (readonly number[])[]>>
  readonly widths: readonly {
    readonly width: number
    readonly ensembles: readonly {
      readonly subsets: number
      readonly mean: number
      readonly std: number | null
    }[]
    readonly loss: Readonly<Record<'crossEntropy' | 'squared', Parts>> | null
  }[]
  readonly tests: readonly {
    readonly wide: number
    readonly narrow: number
    readonly count: number
    readonly test: string
    readonly n: number
    readonly value: number
    readonly low: number
    readonly high: number
    readonly p: number
  }[]
  readonly infinity: { readonly error: number; readonly interval: readonly [number, number] }
  readonly statistics: {
    readonly wilson: readonly {
      readonly share: number
      readonly rows: number
      readonly interval: readonly [number, number]
    }[]
    readonly t: readonly { readonly t: number; readonly freedom: number; readonly p: number }[]
    readonly mcnemar: readonly {
      readonly rows: number
      readonly onlyFirst: number
      readonly onlySecond: number
      readonly p: number
      readonly interval: readonly [number, number]
    }[]
    readonly welch: {
      readonly first: readonly number[]
      readonly second: readonly number[]
      readonly difference: number
      readonly p: number
      readonly interval: readonly [number, number]
    }
  }
}

/** What tests/golden/make-ensembles.py wrote: made-up logits, and float64 truth about them. */
export function parseEnsembles(text: string) {
  const golden = JSON.parse(text) as Ensembles
  /** The runs of a width. */
  const logitsOf = (width: number): RunLogits[] =>
    (golden.logits[width] ?? []).map((values) => ({
      rows: golden.rows,
      classes: golden.classes,
      labels: Int32Array.from(golden.labels),
      values: Float32Array.from(values, (value) => value / 64),
    }))
  return { golden, logitsOf }
}
