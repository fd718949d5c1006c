import type { Scalar } from './scalar.ts'
import { columnArray, scalarArray, type NumberRow, type ShapeModule } from './shape-module.ts'

/** A fitted law: parameters with intervals, and the points it was fitted to. */
export interface FitShape {
  readonly shape: 'fit'
  readonly parameters: readonly Scalar[]
  readonly points: readonly { readonly x: number; readonly y: number; readonly used: boolean }[]
  readonly line: readonly { readonly x: number; readonly y: number }[]
  /** One sentence that says what the fit supports. */
  readonly verdict: string
}

/** A fit as JSON keeps it: with null for values that are not finite. */
export interface SlimFit extends Omit<FitShape, 'points' | 'line'> {
  readonly points: readonly {
    readonly x: number
    readonly y: number | null
    readonly used?: boolean | null
  }[]
  readonly line: readonly { readonly x: number; readonly y: number | null }[]
}

/** A fitted law, all of which is kept. */
export const fit: ShapeModule<FitShape, SlimFit> = {
  slim: (result) => result,
  widen: ({ parameters, points, line, verdict }) => ({
    shape: 'fit',
    parameters,
    points: points.flatMap(({ x, y, used }) => (y === null ? [] : [{ x, y, used: used ?? false }])),
    line: line.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }])),
    verdict,
  }),
  scalars: ({ parameters }) => parameters,
  verdict: ({ verdict }) => verdict,
  arrays: ({ points, line, parameters }) => [
    columnArray('points', points.map(({ x, y, used }) => [x, y, Number(used)]), ['x', 'y', 'used']),
    columnArray('line', line.map(({ x, y }) => [x, y]), ['x', 'y']),
    scalarArray('parameters', parameters),
  ], // prettier-ignore
  rowSizes: () => null,
  rows: ({ parameters, points }) => [
    ...parameters.map(({ id, value }): NumberRow => [id, null, null, value]),
    ...points.map(({ x, y }): NumberRow => ['point', x, null, y]),
  ],
  tables: ({ points, line }) => [
    {
      id: 'points',
      caption: 'Data of the fit, and the fitted law at the same sizes',
      header: ['size', 'value', 'fitted to', 'law'],
      rows: points.map(({ x, y, used }) => [
        x,
        y,
        used ? 'yes' : 'no',
        line.find((point) => point.x === x)?.y ?? null,
      ]),
    },
  ],
}
