import type { Scalar } from './scalar.ts'

/** Number, word or nothing in a table. */
export type NumberCell = string | number | null

/** Numbers of a result as a table for readers; the first entry of the header names the rows. */
export interface NumberTable {
  readonly id: string
  readonly caption: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly NumberCell[])[]
  /** Columns of values, each with the column of its half width. */
  readonly halves?: readonly (readonly [value: number, half: number])[]
}

/** One number of a result for a long table: the quantity, the chunk size and the draw that it belongs to, the number. */
export type NumberRow = readonly [
  quantity: string,
  size: number | null,
  draw: number | null,
  value: number | null,
]

type Values = readonly (number | null | readonly (number | null)[])[]

/** Array of a result under its name. */
export interface NamedArray {
  readonly name: string
  /** Either a value of the result itself, or one that is put together for the array and then has `columns`. */
  readonly values: Values
  readonly shape: number[]
  /** Names of the columns, none where they are all of one kind. Absent for a value of the result itself. */
  readonly columns?: string[]
}

/**
 * A shape of results: how a result of the shape is kept, listed, tabulated and exported. `Whole` is what a measure
 * returns; `Slim` is what a row of the database keeps and a page gets, which is everything that is drawn.
 */
export interface ShapeModule<Whole, Slim> {
  slim(result: Whole): Slim
  /** Returns a slim result in the form of a whole one, without the parts that it lacks. */
  widen(result: Slim): Whole
  /** Returns the single numbers of a result, by which analyses are filtered and ordered. */
  scalars(result: Whole | Slim): readonly Scalar[]
  /** Returns the sentence that says what a result supports; null where the shape has none. */
  verdict(result: Whole | Slim): string | null
  /** Returns every array of a result. */
  arrays(result: Whole): readonly NamedArray[]
  /** Returns the chunk sizes that the rows of an array belong to; null where they belong to none. */
  rowSizes(result: Slim, array: string): readonly number[] | null
  /** Returns every number of a result, for one long table. */
  rows(result: Whole): readonly NumberRow[]
  /** Returns the numbers of a result as tables for readers. */
  tables(result: Slim): readonly NumberTable[]
}

/** Returns an array with named columns. */
export function columnArray(name: string, values: (number | null)[][], columns: string[]): NamedArray {
  return { name, values, shape: [values.length, columns.length], columns }
}

/** Returns the shape of rows, which are as wide as the widest: adaptive draws give rows of different length. */
export function raggedShape(rows: readonly (readonly unknown[])[]): number[] {
  return [rows.length, rows.reduce((most, row) => Math.max(most, row.length), 0)]
}

/** Returns an array of scalars with their intervals. */
export function scalarArray(name: string, scalars: readonly Scalar[]): NamedArray {
  return columnArray(
    name,
    scalars.map(({ value, low, high }) => [value, low, high]),
    ['value', 'low', 'high'],
  )
}

/** Largest side of a square that a row of the database holds. */
export const MOST_CELLS = 64

/** Returns a row of a square array that is stored row by row. */
export function squareRow(
  values: readonly (number | null)[],
  side: number,
  row: number,
): readonly (number | null)[] {
  return values.slice(row * side, (row + 1) * side)
}
