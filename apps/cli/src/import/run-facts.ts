import type { TrackedRun } from '@mitoscope/formats'
import type { Pattern, PatternValues } from './path-pattern.ts'

/** Names under which a configuration may hold a fact, the surest first; each also at the end of a path. */
const usualNames = {
  width: ['width', 'hidden_size', 'hiddenSize', 'hidden_dim', 'd_model', 'n_hidden'],
  seed: ['seed', 'random_seed'],
  weightDecay: ['weight_decay', 'weightDecay', 'wd'],
  model: ['model', 'model_name', 'architecture', 'arch'],
  dataset: ['dataset', 'data_name'],
} as const

/** Patterns of the facts in the name of a run, or of a folder. */
const inName = { width: /(?:^|[^a-z])w(?:idth)?[-_=]?(\d+)/i, seed: /(?:^|[^a-z])s(?:eed)?[-_=]?(\d+)/i }

/** Options that name where a fact is. */
export interface FactFlags {
  /** Width of every run. */
  readonly width?: number
  readonly widthFrom?: string
  readonly seedFrom?: string
  readonly weightDecayFrom?: string
  /** Pattern of the names of runs. */
  readonly namePattern?: Pattern
}

/** Facts by which runs are compared, as far as they are told. */
export interface RunFacts {
  readonly width?: number
  readonly seed?: number
  readonly weightDecay?: number
  readonly model?: string
  readonly dataset?: string
  /** Places where width and seed were found. */
  readonly places: { readonly width?: string; readonly seed?: string }
  /** Reasons why a run cannot be imported, predicates with a remedy; empty if it can. */
  readonly problems: readonly string[]
}

type Found<Value> = { readonly value: Value; readonly place: string } | undefined

/**
 * Finds width, seed, weight decay, model and dataset of a run: where the options say, else in its configuration, and width and
 * seed also in its name and the folders of its path.
 */
export function findFacts(run: TrackedRun, flags: FactFlags = {}): RunFacts {
  const flat = flattenConfig(run.config)
  const problems: string[] = []
  const inPattern = flags.namePattern?.match(run.name)
  if (flags.namePattern && !inPattern)
    problems.push(`has the name "${run.name}", which does not fit "${flags.namePattern.text}": correct the pattern of --name`) // prettier-ignore
  const find = (names: readonly string[]): Found<unknown> => {
    const key =
      names.find((own) => flat.has(own)) ??
      names.flatMap((own) => [...flat.keys()].filter((path) => path.endsWith(`.${own}`) || path.endsWith(`/${own}`)))[0] // prettier-ignore
    return key === undefined ? undefined : { value: flat.get(key), place: key }
  }
  /** Returns a number that a key names, or notes what is wrong with it. */
  const given = (option: string, key: string, least: number | undefined): Found<number> => {
    const value = flat.has(key) ? toFact(flat.get(key), least) : undefined
    if (value !== undefined) return { value, place: key }
    problems.push(describeMissing(option, key, flat, least))
    return undefined
  }
  const count = (kind: 'width' | 'seed', from: string | undefined, least: number): Found<number> => {
    const option = `--${kind}-from`
    if (from !== undefined) return given(option, from, least)
    if (inPattern?.[kind] !== undefined) return { value: inPattern[kind], place: '--name' }
    const found = find(usualNames[kind])
    const value = found && toFact(found.value, least)
    if (value !== undefined) return { value, place: found!.place }
    for (const part of [run.name, ...run.path.split('/').toReversed()]) {
      const own = toFact(inName[kind].exec(part)?.[1], least)
      if (own !== undefined) return { value: own, place: part === run.name ? 'name' : 'path' }
    }
    return undefined
  }
  const width = flags.width === undefined ? count('width', flags.widthFrom, 1) : { value: flags.width, place: '--width' } // prettier-ignore
  const seed = count('seed', flags.seedFrom, 0)
  const decay = flags.weightDecayFrom === undefined ? undefined : given('--weight-decay-from', flags.weightDecayFrom, undefined) // prettier-ignore
  if (!width && flags.widthFrom === undefined)
    problems.push('has no width: name its key in the configuration by --width-from, or the width of all by --width') // prettier-ignore
  return {
    width: width?.value,
    seed: seed?.value,
    weightDecay: decay?.value ?? findDecay(inPattern, find(usualNames.weightDecay)?.value),
    model: toText(find(usualNames.model)?.value),
    dataset: toText(find(usualNames.dataset)?.value),
    places: { width: width?.place, seed: seed?.place },
    problems,
  }
}

function findDecay(inPattern: PatternValues | undefined, value: unknown): number | undefined {
  return inPattern?.weightDecay ?? toFact(value, undefined)
}

/** Describes why a key that an option names gives no number. */
function describeMissing(
  option: string,
  key: string,
  flat: ReadonlyMap<string, unknown>,
  least?: number,
): string {
  const what = option.slice(2, -'-from'.length).replace('-', ' ')
  if (flat.has(key)) {
    const kind = least === undefined ? 'number from 0' : `whole number from ${least}`
    const shown = JSON.stringify(flat.get(key)) ?? 'nothing'
    return `has no ${what}: name its key by ${option}: "${key}" is ${shown.slice(0, 80)}, which is no ${kind}`
  }
  const keys = [...flat.keys()].slice(0, 8).map((own) => `"${own}"`)
  const rest = flat.size - keys.length
  const has = keys.length === 0 ? 'which is empty' : `which has ${keys.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}` // prettier-ignore
  return `has no ${what}: name its key by ${option}: "${key}" is not in its configuration, ${has}`
}

const mostKeys = 10_000

/** Lists the values of a configuration by their dotted paths. */
export function flattenConfig(config: object, prefix = '', found = new Map<string, unknown>()) {
  for (const [name, value] of Object.entries(config)) {
    if (found.size >= mostKeys) return found
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      flattenConfig(value as object, `${prefix}${name}.`, found)
    else found.set(prefix + name, value)
  }
  return found
}

/** Returns a whole number from `least`, or without it a number from 0; undefined for any other value. */
function toFact(value: unknown, least: number | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  if (least === undefined) return number >= 0 ? number : undefined
  return Number.isSafeInteger(number) && number >= least ? number : undefined
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
}
