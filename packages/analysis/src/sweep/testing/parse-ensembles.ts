import type { RunLogits } from '../logits/run-logits.ts'

type Interval = readonly [value: number, low: number | null, high: number | null]
type Parts = Readonly<Record<'loss' | 'bias' | 'variance', Interval>>

interface Ensembles {
  readonly rows: number
  readonly classes: number
  readonly labels: readonly number[]
  /** Logits times 64 by width and by run, [rows · classes]. */
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

/** Parses the file written by tests/golden/make-ensembles.py: synthetic logits and the float64 truth about them. */
export function parseEnsembles(text: string) {
  const golden = JSON.parse(text) as Ensembles
  /** Returns the runs of a width. */
  const logitsOf = (width: number): RunLogits[] =>
    (golden.logits[width] ?? []).map((values) => ({
      rows: golden.rows,
      classes: golden.classes,
      labels: Int32Array.from(golden.labels),
      values: Float32Array.from(values, (value) => value / 64),
    }))
  return { golden, logitsOf }
}
