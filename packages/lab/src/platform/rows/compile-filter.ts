import { sql } from 'kysely'
import { badInput } from '../errors/lab-error.ts'
import type { Condition } from './filters.ts'

/** Part of every filter of records, by which filters are combined. */
export interface CombinedFilter<Filter> {
  readonly AND?: readonly Filter[] | null
  readonly OR?: readonly Filter[] | null
  /** Filters of which none may hold. */
  readonly NOT?: readonly Filter[] | null
}

const usualMost = 200

/**
 * Compiles a filter with the filters in it; `conditionsOf` compiles what one of them says itself. Throws BAD_USER_INPUT for
 * more than `most` conditions.
 */
export function compileFilter<Filter extends CombinedFilter<Filter>>(
  filter: Filter,
  conditionsOf: (part: Filter) => readonly Condition[],
  most = usualMost,
): Condition {
  let count = 0
  const compile = (part: Filter): Condition => {
    const conditions = [...conditionsOf(part)]
    // Before the filters within, so that no tree is too large to be walked.
    count += Math.max(1, conditions.length)
    if (count > most)
      throw badInput('filter', `more than ${most} conditions`, 'Use `in` with a list of values')
    for (const inner of part.AND ?? []) conditions.push(compile(inner))
    for (const inner of part.NOT ?? []) conditions.push(sql`not ${compile(inner)}`)
    if (part.OR) conditions.push(join(part.OR.map(compile), ' or ', sql`false`))
    return join(conditions, ' and ', sql`true`)
  }
  return compile(filter)
}

function join(conditions: readonly Condition[], by: ' and ' | ' or ', none: Condition): Condition {
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql.raw(by))})` : none
}
