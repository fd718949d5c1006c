import { runStyles, type RunStyle } from '../figures/run-style.ts'
import type { ComparedRunFragment, CompareRunsQuery } from '@mitoscope/schema/documents'

type Difference = CompareRunsQuery['compareRuns']['configDifferences'][number]

/** One line of a chart: a run, or runs that differ only by their seeds. */
export interface Series {
  /** Id of the run, or what its runs have in common: its style hangs on it. */
  readonly key: string
  /** Number of the line in the legend and the chart, from 1. */
  readonly number: number
  readonly label: string
  readonly runs: readonly ComparedRunFragment[]
  readonly style: RunStyle
}

/** Runs as lines, in the order of the runs; each on its own where `apart`. */
export function toSeries(
  runs: readonly ComparedRunFragment[],
  differences: readonly Difference[],
  apart: boolean,
  /** Ids of runs that hold nothing to compare. */
  empty: ReadonlySet<string> = new Set(),
): Series[] {
  const groups = new Map<string, ComparedRunFragment[]>()
  for (const run of runs) {
    const key = apart ? run.id : kinship(run)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const lines = [...groups.values()]
    .map((own) => own.toSorted(compareRuns))
    .sort(([a], [b]) => compareRuns(a, b))
    .map((own) => ({ key: own.length === 1 ? own[0].id : kinship(own[0]), runs: own }))
  const styles = runStyles(lines.map(({ key }) => key))
  return lines.map(({ key, runs: own }, i) => ({
    key,
    number: i + 1,
    label: (apart ? own[0].name : describe(own[0], runs, differences)) + sayStates(own, empty),
    runs: own,
    style: styles.get(key)!,
  }))
}

/** Counts the runs that diverged, are empty or are not at their end, so that every chart, table and file with the label says so. */
function sayStates(runs: readonly ComparedRunFragment[], empty: ReadonlySet<string>): string {
  const states = runs.map(({ id, diverged, state }) =>
    diverged ? 'diverged' : (unfinished[state] ?? (empty.has(id) ? 'empty' : undefined)),
  )
  const told = [...new Set(states)].flatMap((state) => {
    if (state === undefined) return []
    const count = states.filter((each) => each === state).length
    return runs.length === 1 ? [state] : [`${count} of ${runs.length} ${state}`]
  })
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

/** States in which the last value of a run is not that of its end. */
const unfinished: Readonly<Partial<Record<ComparedRunFragment['state'], string>>> = {
  QUEUED: 'waiting',
  RUNNING: 'running',
  FAILED: 'failed',
  CRASHED: 'crashed',
  CANCELLED: 'cancelled',
}

/** The same text for runs that differ by their seeds only. */
function kinship({ model, width, weightDecay, dataset, config }: ComparedRunFragment): string {
  return JSON.stringify([model.id, dataset, width, weightDecay, sorted(config, ['seed'])])
}

/** Keys in one order, so that equal settings are equal texts. */
function sorted(value: unknown, without: readonly string[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => sorted(entry))
  return Object.entries(value)
    .filter(([key]) => !without.includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => [key, sorted(entry)])
}

function compareRuns(a: ComparedRunFragment, b: ComparedRunFragment): number {
  return (
    compareNames(a.model.name, b.model.name) ||
    compareNames(a.dataset, b.dataset) ||
    a.width - b.width ||
    (a.weightDecay ?? 0) - (b.weightDecay ?? 0) ||
    (a.seed ?? 0) - (b.seed ?? 0) ||
    compareNames(a.name, b.name)
  )
}

/**
 * Compares names by the codes of their letters: the order of a language takes a browser 20 ms to look up.
 */
function compareNames(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/**
 * Describes a run by the settings that set it apart from the other runs; by model and width if none does.
 */
function describe(
  run: ComparedRunFragment,
  runs: readonly ComparedRunFragment[],
  differences: readonly Difference[],
): string {
  const at = runs.indexOf(run)
  const parts = differences
    .filter(({ path }) => path !== 'seed')
    .map(({ path, values }) => [path.split('.').at(-1)!, values[at]] as const)
    // What is everywhere said first is what papers plot against.
    .sort(([a], [b]) => rank(a) - rank(b))
    .slice(0, 4)
    .map(([name, value]) => `${plainSetting(name)} ${showSetting(value)}`)
  return parts.length > 0 ? parts.join(', ') : `${run.model.name}, width ${run.width}`
}

/** A setting's name as people say it. */
export function plainSetting(name: string): string {
  return plainNames[name] ?? name
}

const plainNames: Readonly<Record<string, string>> = {
  weightDecay: 'weight decay',
  learningRate: 'learning rate',
}

function rank(name: string): number {
  const at = ['width', 'weightDecay', 'dataset'].indexOf(name)
  return at < 0 ? 3 : at
}

/** A value of a configuration as people read it. */
export function showSetting(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Settings that differ, each with what the runs of every line have. */
export function differencesOf(
  series: readonly Series[],
  runs: readonly ComparedRunFragment[],
  differences: readonly Difference[],
): { readonly path: string; readonly values: readonly string[] }[] {
  const places = new Map(runs.map(({ id }, i) => [id, i]))
  return differences.map(({ path, values }) => ({
    path,
    values: series.map(({ runs: own }) =>
      [...new Set(own.map(({ id }) => showSetting(values[places.get(id)!])))].join(', '),
    ),
  }))
}
