import { measureOf } from '@mitoscope/schema/catalogue'
import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'
import { bands } from './curves/curves.ts'

/** Selected runs, kept in the address. */
export const selectionParsers = {
  runs: parseAsArrayOf(parseAsString).withDefault([]),
  /** All runs of these sweeps beside them. */
  sweeps: parseAsArrayOf(parseAsString).withDefault([]),
  /** All runs of these widths of models. */
  widths: parseAsArrayOf(parseAsString).withDefault([]),
}

/** View of the Compare page, kept in the address. */
export const compareParsers = {
  ...selectionParsers,
  /** Layer widths that are shown of what is compared; all of them when empty. */
  only: parseAsArrayOf(parseAsInteger).withDefault([]),
  metric: parseAsString.withDefault('testError'),
  /** Horizontal axis of the metric, as in figures/axis.ts. */
  x: parseAsString.withDefault('step'),
  measure: parseAsString.withDefault(measureOf.RECONSTRUCTION),
  /** Id of the shown curve of the measure; the measure's first curve when empty. */
  curve: parseAsString.withDefault(''),
  band: parseAsStringLiteral(bands).withDefault('std'),
  /** True if runs that differ by their seed only are shown each on its own. */
  apart: parseAsBoolean.withDefault(false),
  /** A run of the line that the others are held against; the first line when empty. */
  baseline: parseAsString.withDefault(''),
  log: parseAsBoolean.withDefault(false),
  /** The same of the curves over chunk sizes. */
  logChunks: parseAsBoolean.withDefault(false),
}

/** Maximum number of compared runs: more lines are unreadable, and addresses have a limited length. */
export const mostRuns = 100

/** Returns the address that compares runs. */
export function compareAddress(ids: readonly string[]): string {
  return `/compare?runs=${ids.map(encodeURIComponent).join(',')}`
}
