import { parseAsArrayOf, parseAsBoolean, parseAsJson, parseAsString, parseAsStringLiteral } from 'nuqs'
import { bands } from '../compare/curves/curves.ts'
import { usualColumns } from './table/columns.ts'
import type { Condition, Op } from './filter/condition.ts'
import { parseWidths } from './table/table-layout.ts'

/** View of the table of runs, kept in the address, so that a copied address shows the same. */
export const viewParsers = {
  /** Part of the name. */
  q: parseAsString.withDefault(''),
  where: parseAsJson(parseConditions).withDefault([]),
  any: parseAsBoolean.withDefault(false),
  /** Ids of columns, in the order of showing. */
  columns: parseAsArrayOf(parseAsString).withDefault(usualColumns),
  /** Columns that stay at the left while the others are scrolled. */
  pins: parseAsArrayOf(parseAsString).withDefault(['name']),
  /** Widths in pixels of columns, where they are not the usual ones. */
  widths: parseAsJson(parseWidths).withDefault({}),
  /** A column, and "-" before it for the largest first. */
  order: parseAsString.withDefault('-createdAt'),
  /** Keys by which runs are grouped: ids of groupingKeys and "config:PATH"; runs one by one when empty. */
  by: parseAsArrayOf(parseAsString).withDefault([]),
  /** Kind of spread that stands behind ± of the groups. */
  spread: parseAsStringLiteral(bands).withDefault('std'),
}

/** Addresses come from anywhere: what is no condition is left out. */
function parseConditions(value: unknown): Condition[] {
  if (!Array.isArray(value)) return []
  return value.filter(
    (entry): entry is Condition =>
      typeof entry?.field === 'string' && typeof entry?.op === 'string' && typeof entry?.value === 'string',
  ) as (Condition & { op: Op })[]
}
