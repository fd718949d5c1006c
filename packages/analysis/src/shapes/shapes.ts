import { curves, type CurvesShape, type SlimCurves } from './curves.ts'
import { fit, type FitShape, type SlimFit } from './fit.ts'
import { matrix, type MatrixShape, type SlimMatrix } from './matrix.ts'
import { partition, type PartitionShape, type SlimPartition } from './partition.ts'
import type { Scalar } from './scalar.ts'
import { scalars, type ScalarsShape } from './scalars.ts'
import type { NamedArray, NumberRow, NumberTable, ShapeModule } from './shape-module.ts'

/** Result of a measure. */
export type Shape = CurvesShape | MatrixShape | PartitionShape | FitShape | ScalarsShape

/** Result as the row of its analysis keeps it: everything that is drawn, without single draws. */
export type SlimShape = SlimCurves | SlimMatrix | SlimPartition | SlimFit | ScalarsShape

/** Shapes of results by name. To add one, add a file and a line here, and a figure in packages/figures. */
const shapes = { curves, matrix, partition, fit, scalars }

export function isShape(name: string): name is Shape['shape'] {
  return Object.hasOwn(shapes, name)
}

function moduleOf({ shape }: Shape | SlimShape): ShapeModule<Shape, SlimShape> {
  return shapes[shape] as unknown as ShapeModule<Shape, SlimShape>
}

export function slimResult(result: Shape): SlimShape {
  return moduleOf(result).slim(result)
}

/** Returns a slim result in the form of a whole one, without the parts that it lacks. */
export function widenResult(result: SlimShape): Shape {
  return moduleOf(result).widen(result)
}

/** Returns the single numbers of a result, by which analyses can be filtered and ordered. */
export function listScalars(result: Shape | SlimShape): readonly Scalar[] {
  return moduleOf(result).scalars(result)
}

/** Returns the sentence that says what a result supports; null where its shape has none. */
export function verdictOf(result: Shape | SlimShape): string | null {
  return moduleOf(result).verdict(result)
}

/** Returns every array of a result. */
export function listArrays(result: Shape): readonly NamedArray[] {
  return moduleOf(result).arrays(result)
}

/** Returns the chunk sizes that the rows of an array belong to; null where they belong to none. */
export function listRowSizes(result: SlimShape, array: string): readonly number[] | null {
  return moduleOf(result).rowSizes(result, array)
}

/** Returns every number of a result, for one long table. */
export function listNumbers(result: Shape): readonly NumberRow[] {
  return moduleOf(result).rows(result)
}

/** Returns the numbers of a result as tables for readers. */
export function listTables(result: SlimShape): readonly NumberTable[] {
  return moduleOf(result).tables(result)
}
