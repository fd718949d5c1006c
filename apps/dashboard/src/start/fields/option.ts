import type { StartPageQuery } from '@mitoscope/schema/documents'

type Kind = 'CHOICE' | 'INTEGER' | 'NUMBER' | 'INTEGERS' | 'NUMBERS' | 'BOOLEAN'
export type Value = string | number | boolean | readonly number[]

/** A setting of whatever is started: enough for its field. */
export interface Option {
  readonly name: string
  readonly title: string
  readonly kind: Kind
  readonly choices: readonly Choice[]
  readonly minimum?: number
  readonly maximum?: number
  /** Value that holds when the field is empty; without it the setting is then left out. */
  readonly default?: Value
  /** An empty list is one. */
  readonly mayBeEmpty: boolean
  readonly description?: string
  /** True if a value has to be given: nothing holds when the field is empty. */
  readonly isNeeded?: boolean
  /** Few need it: it is folded away. */
  readonly isAdvanced?: boolean
  /** True if the option belongs to the architecture, not to every sweep. */
  readonly isOwn?: boolean
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly summary?: string
}

export type Catalogue = StartPageQuery
type SweepOption = Catalogue['sweepOptions'][number]

/** A setting of a sweep; its choices are described where the catalogue does. */
export function fromSweepOption(
  option: Omit<SweepOption, 'advanced' | 'use'> & Partial<Pick<SweepOption, 'advanced'>>,
  described: readonly { readonly name: string; readonly title: string; readonly summary: string }[] = [],
): Option {
  return {
    ...limits(option),
    title: option.title,
    mayBeEmpty: option.optional,
    isAdvanced: option.advanced ?? false,
    choices: (option.choices ?? []).map((value) => {
      const found = described.find(({ name }) => name === value)
      return { value, label: found?.title ?? value, summary: found?.summary }
    }),
  }
}

/** An option of the chosen architecture. */
export function fromOwnOption(option: Catalogue['architectures'][number]['options'][number]): Option {
  return { ...fromSweepOption(option), isOwn: true }
}

/** An option of a measure. */
export function fromMeasureOption(option: Catalogue['measures'][number]['options'][number]): Option {
  return {
    ...limits(option),
    title: option.name,
    mayBeEmpty: false,
    description: option.description,
    choices: (option.choices ?? []).map((value) => ({ value, label: value.toLowerCase() })),
  }
}

/** One value of a list setting, as the width of a single run is of the widths of a sweep. */
export function toSingle(option: Option, name: string): Option {
  const first = Array.isArray(option.default) ? (option.default[0] as number) : undefined
  return {
    ...option,
    name,
    title: option.title.replace(/s$/, ''),
    kind: option.kind === 'INTEGERS' ? 'INTEGER' : 'NUMBER',
    default: first,
    mayBeEmpty: false,
  }
}

function limits(option: {
  readonly name: string
  readonly kind: Kind
  readonly minimum?: number | null
  readonly maximum?: number | null
  readonly default?: unknown
}) {
  return {
    name: option.name,
    kind: option.kind,
    minimum: option.minimum ?? undefined,
    maximum: option.maximum ?? undefined,
    default: (option.default ?? undefined) as Value | undefined,
  }
}
