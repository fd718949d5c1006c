import { sql, type RawBuilder } from 'kysely'

export function numberOf(json: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when jsonb_typeof(${json}) = 'number' then (${json})::float8 end)`
}

export function textOf(json: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when jsonb_typeof(${json}) = 'string' then ${json} #>> '{}' end)`
}

/** Returns a JSON value for ordering and grouping: text, then numbers, then booleans. */
export function scalarOf(json: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when jsonb_typeof(${json}) in ('number', 'string', 'boolean') then ${json} end)`
}
