import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsJson,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  createSerializer,
  type Values,
} from 'nuqs'
import { viewParsers } from '../runs/view.ts'
import type { Texts } from './fields/parse-form.ts'
import type { Search } from '../runs/filter/condition.ts'

export const kinds = ['sweep', 'run', 'analysis', 'import'] as const

/** View of the start page, kept in the address, so that a copied address fills in the same form. */
const startParsers = {
  kind: parseAsStringLiteral(kinds).withDefault('sweep'),
  project: parseAsString,
  name: parseAsString.withDefault(''),
  model: parseAsString.withDefault(''),
  /** The figure of the paper that the settings were filled in with, and its scale. */
  figure: parseAsString.withDefault(''),
  /** Texts of the fields of settings that differ from the default. */
  set: parseAsJson(parseTexts).withDefault({}),
  contrasts: parseAsJson(parseRows).withDefault([]),
  /** Chosen measures, with what is written in the fields of their options. */
  measures: parseAsJson(parseRows),
  /** Runs to analyse; without any, all that the filter finds. */
  runs: parseAsArrayOf(parseAsString),
  /** The run that a file is imported for. */
  run: parseAsString.withDefault(''),
  recompute: parseAsBoolean.withDefault(false),
  q: viewParsers.q,
  where: viewParsers.where,
  any: viewParsers.any,
}

/** Addresses come from anywhere: what is no text is left out. */
export function parseTexts(value: unknown): Texts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

export function parseRows(value: unknown): Texts[] {
  return Array.isArray(value) ? value.map(parseTexts) : []
}

export type View = Values<typeof startParsers>

/** Returns the values of the forms and a function that changes them without a history entry. */
export function useView() {
  const [view, setView] = useQueryStates(startParsers, { history: 'replace' })
  return [view, (change: Partial<View>) => void setView(change)] as const
}

const serialize = createSerializer(startParsers)

/** Returns the address where analyses of these runs, or of all that a search finds, are started. */
export function startAddress(of: readonly string[] | Search): string {
  const search = 'where' in of ? { ...of, where: [...of.where] } : { runs: [...of] }
  return serialize('/start', { kind: 'analysis', ...search })
}
