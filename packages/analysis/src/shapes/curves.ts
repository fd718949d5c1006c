import { raggedShape, type NumberRow, type ShapeModule } from './shape-module.ts'

/** One quantity against chunk size, with every draw behind it. */
export interface Curve {
  /** Stable field name, for example "testError". */
  readonly id: string
  readonly label: string
  /** draws[i][r]: value at sizes[i] in draw r; null where it is not defined there. */
  readonly draws: readonly (readonly (number | null)[])[]
  /** Mean over the defined draws of each size; null if a size has none. */
  readonly mean: readonly (number | null)[]
  readonly std: readonly (number | null)[]
  /** Half width of the 95 % confidence interval of the mean (Student t); null with fewer than two draws. */
  readonly ci95: readonly (number | null)[]
  /** Number of defined draws. */
  readonly n: readonly number[]
}

/** A line to hold a curve against: a trivial or statistical floor. */
export interface Floor {
  readonly id: string
  readonly label: string
  /** One value per chunk size. */
  readonly values: readonly number[]
}

export interface CurvesShape {
  readonly shape: 'curves'
  /** Chunk sizes w, ascending. */
  readonly sizes: readonly number[]
  readonly curves: readonly Curve[]
  readonly floors: readonly Floor[]
}

/** A curve without the draws behind it, and with the standard error of its mean. */
export interface SlimCurve extends Omit<Curve, 'draws'> {
  readonly sem: readonly (number | null)[]
}

export interface SlimCurves extends Omit<CurvesShape, 'curves'> {
  readonly curves: readonly SlimCurve[]
}

/** Quantities against chunk size. */
export const curves: ShapeModule<CurvesShape, SlimCurves> = {
  slim: (result) => ({ ...result, curves: result.curves.map(slimCurve) }),
  widen: ({ sizes, curves, floors }) => ({
    shape: 'curves',
    sizes,
    curves: curves.map((curve) => ({ ...curve, draws: [] })),
    // JSON has null for a floor that is not a number.
    floors: floors.map(({ id, label, values }) => ({
      id,
      label,
      values: values.map((value) => value ?? NaN),
    })),
  }),
  scalars: () => [],
  verdict: () => null,
  arrays: ({ sizes, curves, floors }) => [
    { name: 'sizes', values: sizes, shape: [sizes.length] },
    ...curves.map(({ id, draws }) => ({ name: id, values: draws, shape: raggedShape(draws) })),
    ...floors.map(({ id, values }) => ({ name: id, values, shape: [values.length] })),
  ],
  rowSizes: ({ sizes }, array) => (array === 'sizes' ? null : sizes),
  rows: ({ sizes, curves, floors }) => [
    ...curves.flatMap(({ id, draws }) =>
      draws.flatMap((row, i) => row.map((value, draw): NumberRow => [id, sizes[i], draw, value])),
    ),
    ...floors.flatMap(({ id, values }) => values.map((value, i): NumberRow => [id, sizes[i], null, value])),
  ],
  tables: ({ sizes, curves, floors }) => [
    {
      id: 'curves',
      caption: 'Means over draws with their spread, by chunk size',
      header: [
        'size',
        ...curves.flatMap(({ label }) => [label, `${label}, ± 95 %`, `${label}, std`, `${label}, n`]),
        ...floors.map(({ label }) => label),
      ],
      rows: sizes.map((size, i) => [
        size,
        ...curves.flatMap(({ mean, ci95, std, n }) => [
          mean[i] ?? null,
          ci95[i] ?? null,
          std[i] ?? null,
          n[i] ?? null,
        ]),
        ...floors.map(({ values }) => values[i] ?? null),
      ]),
      halves: curves.map((_, i) => [1 + 4 * i, 2 + 4 * i] as const),
    },
  ],
}

export function slimCurve({ draws: _, ...curve }: Curve): SlimCurve {
  const sem = curve.std.map((std, i) => (std === null ? null : std / Math.sqrt(curve.n[i])))
  return { ...curve, sem }
}
