import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs'
import { bands } from './curves/curves.ts'

/** What is compared, in the address. */
export const selectionParsers = {
  runs: parseAsArrayOf(parseAsString).withDefault([]),
  /** All runs of these sweeps beside them. */
  sweeps: parseAsArrayOf(parseAsString).withDefault([]),
  /** All runs of these widths of models. */
  widths: parseAsArrayOf(parseAsString).withDefault([]),
}

/** What is compared and how, all of it in the address. */
export const compareParsers = {
  ...selectionParsers,
  /** Layer widths that are shown of what is compared; all of them when empty. */
  only: parseAsArrayOf(parseAsInteger).withDefault([]),
  metric: parseAsString.withDefault('testError'),
  measure: parseAsString.withDefault('reconstruction'),
  /** Which of the measure's curves; its first when empty. */
  curve: parseAsString.withDefault(''),
  band: parseAsStringLiteral(bands).withDefault('std'),
  /** Whether runs that differ by their seed only are shown each on its own. */
  apart: parseAsBoolean.withDefault(false),
  /** A run of the line that the others are held against; the first line when empty. */
  baseline: parseAsString.withDefault(''),
  log: parseAsBoolean.withDefault(false),
  /** The same of the curves over chunk sizes. */
  logChunks: parseAsBoolean.withDefault(false),
}

/** So many runs at most: a picture of more says nothing, and addresses end somewhere. */
export const mostRuns = 100

/** Where these runs are compared. */
export function compareAddress(ids: readonly string[]): string {
  return `/compare?runs=${ids.map(encodeURIComponent).join(',')}`
}
