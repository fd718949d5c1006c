import { sql, type RawBuilder } from 'kysely'
import { toJson } from '../database/json.ts'
import { cleanText } from './text-fields.ts'

/** Value by which a list is ordered. Missing values come last in either direction. */
export interface OrderKey {
  readonly expression: RawBuilder<unknown>
  readonly type: KeyType
  readonly descending: boolean
  /** True if a value can be missing; an index serves only values that cannot. */
  readonly nullable: boolean
}

/** Text form of a value in a cursor, which converts back to exactly the same value. */
export interface KeyType {
  write(expression: RawBuilder<unknown>): RawBuilder<string>
  /** Parses the text; undefined if no value has this text. */
  parse(text: string): RawBuilder<unknown> | undefined
}

export const numberKey: KeyType = {
  write: (expression) => sql`(${expression})::float8::text`,
  parse: (text) => (text !== '' && Number.isFinite(Number(text)) ? sql`${Number(text)}::float8` : undefined),
}

export const textKey: KeyType = {
  write: (expression) => sql`(${expression})::text`,
  parse: (text) => sql`${cleanText(text)}::text`,
}

/** Type of times, in microseconds, which a Date would lose. */
export const timeKey: KeyType = {
  write: (expression) => sql`(extract(epoch from ${expression}) * 1000000)::bigint::text`,
  parse: (text) =>
    /^-?\d{1,15}$|^[1-8]\d{15}$/.test(text)
      ? sql`(timestamptz 'epoch' + ${Number(text)}::float8 * interval '1 microsecond')`
      : undefined,
}

/** Type of text, numbers and booleans. */
export const jsonKey: KeyType = {
  write: (expression) => sql`(${expression})::text`,
  parse(text) {
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value === 'object') return undefined
      return sql`${toJson(typeof value === 'string' ? cleanText(value) : value)}::jsonb`
    } catch {
      return undefined
    }
  },
}

export const idKey: KeyType = {
  write: (expression) => sql`(${expression})::text`,
  parse: (text) => (/^[0-9a-f-]{36}$/.test(text) ? sql`${text}::uuid` : undefined),
}
