import type { TrackedRun } from '@mitoscope/formats'

/** Names under which a configuration may hold a fact, the surest first; each also at the end of a dotted path. */
const usualNames = {
  width: ['width', 'hidden_size', 'hiddenSize', 'hidden_dim', 'd_model', 'n_hidden'],
  seed: ['seed', 'random_seed'],
  weightDecay: ['weight_decay', 'weightDecay', 'wd'],
  model: ['model', 'model_name', 'architecture', 'arch'],
  dataset: ['dataset', 'data_name'],
} as const

/** Patterns of the facts in the name of a run. */
const inName = { width: /(?:^|[^a-z])w(?:idth)?[-_=]?(\d+)/i, seed: /(?:^|[^a-z])s(?:eed)?[-_=]?(\d+)/i }

/** Options that name where a fact is. */
export interface FactFlags {
  readonly widthFrom?: string
  readonly seedFrom?: string
  readonly weightDecayFrom?: string
}

/** Facts by which runs are compared, as far as they are told. */
export interface RunFacts {
  readonly width?: number
  readonly seed?: number
  readonly weightDecay?: number
  readonly model?: string
  readonly dataset?: string
}

/** Finds width, seed, weight decay, model and dataset of a run in its configuration, and width and seed else in its name. */
export function findFacts({ config, name }: TrackedRun, flags: FactFlags = {}): RunFacts {
  const flat = flattenConfig(config)
  const fact = (names: readonly string[], given?: string) => {
    if (given !== undefined) return flat.get(given)
    for (const own of names) if (flat.has(own)) return flat.get(own)
    for (const own of names) for (const [path, value] of flat) if (path.endsWith(`.${own}`)) return value
    return undefined
  }
  const count = (value: unknown, least: number) => {
    const number = toNumber(value)
    return number !== undefined && Number.isSafeInteger(number) && number >= least ? number : undefined
  }
  const decay = toNumber(fact(usualNames.weightDecay, flags.weightDecayFrom))
  return {
    width: count(fact(usualNames.width, flags.widthFrom), 1) ?? (flags.widthFrom ? undefined : count(inName.width.exec(name)?.[1], 1)), // prettier-ignore
    seed: count(fact(usualNames.seed, flags.seedFrom), 0) ?? (flags.seedFrom ? undefined : count(inName.seed.exec(name)?.[1], 0)), // prettier-ignore
    weightDecay: decay !== undefined && decay >= 0 ? decay : undefined,
    model: toText(fact(usualNames.model)),
    dataset: toText(fact(usualNames.dataset)),
  }
}

/** Lists the values of a configuration by their dotted paths. */
export function flattenConfig(config: object, prefix = '', found = new Map<string, unknown>()) {
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      flattenConfig(value, `${prefix}${name}.`, found)
    else found.set(prefix + name, value)
  }
  return found
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
}
