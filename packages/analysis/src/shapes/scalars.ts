import type { Scalar } from './scalar.ts'
import { scalarArray, type ShapeModule } from './shape-module.ts'

export interface ScalarsShape {
  readonly shape: 'scalars'
  readonly scalars: readonly Scalar[]
}

/** Single numbers, all of which are kept. */
export const scalars: ShapeModule<ScalarsShape, ScalarsShape> = {
  slim: (result) => result,
  widen: ({ scalars }) => ({ shape: 'scalars', scalars }),
  scalars: ({ scalars }) => scalars,
  verdict: () => null,
  arrays: ({ scalars }) => [scalarArray('scalars', scalars)],
  rowSizes: () => null,
  rows: ({ scalars }) => scalars.map(({ id, value }) => [id, null, null, value]),
  // The single numbers of every shape have a table of their own.
  tables: () => [],
}
