import { parseAsJson, parseAsStringLiteral } from 'nuqs'
import { readRows } from '../../start/view.ts'

/** Which epochs of the runs are compared. */
export const epochChoices = ['last', 'all'] as const

/** How representations are compared, all of it in the address. */
export const pairParsers = {
  /** Chosen measures, with what is written in the fields of their options; the first of the catalogue when not given. */
  by: parseAsJson(readRows),
  epochs: parseAsStringLiteral(epochChoices).withDefault('last'),
}
