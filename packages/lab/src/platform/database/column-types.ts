import type { ColumnType, JSONColumnType } from 'kysely'

/** Column written as JSON text (json.ts) and read as its value. */
export type Json<T extends object> = JSONColumnType<T, string, string>
/** Column with a default of the database, written as JSON text. */
export type Defaulted<T extends object> = ColumnType<T, string | undefined, string>
/** Column of JSON that may be null. */
export type NullableJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>
/** Time that the database sets when it inserts the row. */
export type Stamp = ColumnType<Date, Date | undefined, Date>

/** Columns of every record that people create and can delete. */
export interface RecordColumns {
  id: string
  createdBy: string | null
  createdAt: Stamp
  updatedAt: Stamp
  deletedAt: Date | null
}

/** Reason of a failure, stored as data. */
export interface Failure {
  code: string
  message: string
}

export interface JsonObject {
  [name: string]: unknown
}
