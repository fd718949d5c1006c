import { parseAsJson, parseAsStringLiteral } from 'nuqs'
import { parseRows } from '../../start/view.ts'

/** Epochs of the runs that can be compared. */
export const epochChoices = ['last', 'all'] as const

/** View of the comparison of representations, all of it kept in the address. */
export const pairParsers = {
  /** Chosen measures, with what is written in the fields of their options; the first of the catalogue when not given. */
  by: parseAsJson(parseRows),
  epochs: parseAsStringLiteral(epochChoices).withDefault('last'),
}
