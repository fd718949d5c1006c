import {
  fromOwnOption,
  fromSweepOption,
  toSingle,
  type Catalogue,
  type Option,
  type Value,
} from '../fields/option.ts'
import { writeValue, textOf, type Texts } from '../fields/parse-form.ts'

/** Names of the settings of a single run, by the names of what a grid of runs varies. */
const single: Readonly<Record<string, string>> = {
  widths: 'width',
  seeds: 'seed',
  weightDecays: 'weightDecay',
}

/**
 * The settings of a sweep that count beside what is chosen, the options of the chosen architecture after it. Advanced ones
 * come last.
 */
export function sweepSettings(catalogue: Catalogue, texts: Texts): Option[] {
  const { sweepOptions, architectures, datasets } = catalogue
  const all = sweepOptions.map((option) =>
    fromSweepOption(option, option.name === 'architecture' ? architectures : datasets),
  )
  const chosenOf = (name: string) => {
    const option = all.find((each) => each.name === name)
    return option && textOf(option, texts)
  }
  const chosen = architectures.find(({ name }) => name === chosenOf('architecture'))
  const own = (chosen?.options ?? []).filter(({ name }) => !all.some((option) => option.name === name))
  const isOfOthers = (name: string) =>
    architectures.some(({ options }) => options.some((option) => option.name === name)) &&
    !chosen?.options.some((option) => option.name === name)
  const counting = sweepOptions.flatMap(({ name, use }, at) => {
    const counts = !use || use.choices.includes(chosenOf(use.name) ?? '')
    if (!counts || isOfOthers(name)) return []
    return name === 'architecture' ? [all[at], ...own.map(fromOwnOption)] : [all[at]]
  })
  return [
    ...counting.filter((option) => !option.isAdvanced),
    ...counting.filter((option) => option.isAdvanced),
  ]
}

/** Converts the values of a form to settings; those of the architecture are grouped. */
export function toSettings(
  options: readonly Option[],
  values: Readonly<Record<string, Value>>,
): Record<string, unknown> {
  const isOwn = (name: string) => options.some((option) => option.name === name && option.isOwn)
  const entries = Object.entries(values)
  const own = entries.filter(([name]) => isOwn(name))
  const settings = Object.fromEntries(entries.filter(([name]) => !isOwn(name)))
  return own.length === 0 ? settings : { ...settings, options: Object.fromEntries(own) }
}

/**
 * Returns the texts that the fields show for a recipe's settings; as everywhere, what has its default is
 * left out.
 */
export function toTexts({ sweepOptions }: Catalogue, recipe: RecipeSettings): Texts {
  const { options = {}, contrasts: _, ...settings } = recipe
  const texts = Object.entries({ ...settings, ...options }).map(([name, value]) => [
    name,
    writeValue(value as Value),
  ])
  const standard = new Map(sweepOptions.map((option) => [option.name, writeValue(option.default as Value)]))
  return Object.fromEntries(texts.filter(([name, text]) => standard.get(name) !== text))
}

/** Settings of a recipe by their names, those of its architecture apart. */
export interface RecipeSettings {
  readonly options?: Readonly<Record<string, Value>>
  readonly contrasts?: unknown
  readonly [name: string]: unknown
}

/** The settings of a single run: one width, seed and weight decay instead of lists of them. */
export function runSettings(catalogue: Catalogue, texts: Texts): Option[] {
  return sweepSettings(catalogue, texts).map((option) =>
    single[option.name] ? toSingle(option, single[option.name]) : option,
  )
}

/** The values of a single run as the settings of a sweep of one, for its estimate. */
export function toSweepOfOne(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const lists = Object.entries(single).map(([list, name]) => [list, name] as const)
  const own = Object.entries(values).filter(([name]) => !lists.some(([, one]) => one === name))
  const grid = lists.flatMap(([list, name]) => (values[name] === undefined ? [] : [[list, [values[name]]]]))
  return Object.fromEntries([...own, ...grid])
}

/** The values of a single run, apart from how it is trained. */
export function splitRun(values: Readonly<Record<string, unknown>>) {
  const { width, seed, weightDecay, ...settings } = values
  return { width, seed, weightDecay, settings }
}
