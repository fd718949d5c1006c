import { fromSweepOption, toSingle, type Catalogue, type Option } from './option.ts'
import { textOf, type Texts } from './read-form.ts'

/** What a grid of runs varies, and what the same is called for a single run. */
const single: Readonly<Record<string, string>> = {
  widths: 'width',
  seeds: 'seed',
  weightDecays: 'weightDecay',
}

/** The settings of a sweep: of those that belong to architectures, only the chosen one's. */
export function sweepSettings(catalogue: Catalogue, texts: Texts): Option[] {
  const { sweepOptions, architectures, datasets } = catalogue
  const all = sweepOptions.map((option) =>
    fromSweepOption(option, option.name === 'architecture' ? architectures : datasets),
  )
  const chooses = all.find(({ name }) => name === 'architecture')
  const chosen = chooses && textOf(chooses, texts)
  const owners = (name: string) =>
    architectures.filter(({ options }) => options.some((option) => option.name === name))
  return all.filter(({ name }) => {
    const of = owners(name)
    return of.length === 0 || of.some((architecture) => architecture.name === chosen)
  })
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
