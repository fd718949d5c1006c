import type { RunGroupField, RunGroupingInput } from '@mitoscope/schema/documents'
import { flattenConfig } from '../../format/flatten-config.ts'
import type { Condition } from '../filter/condition.ts'
import type { RunGroup } from './groups-query.ts'

/** Keys by which runs can be grouped, beside "config:PATH". */
export const groupingKeys = [
  { id: 'allButSeed', label: 'Everything except the seed' },
  { id: 'width', label: 'Width' },
  { id: 'weightDecay', label: 'Weight decay' },
  { id: 'dataset', label: 'Dataset' },
  { id: 'model', label: 'Model' },
  { id: 'sweep', label: 'Sweep' },
  { id: 'seed', label: 'Seed' },
  { id: 'state', label: 'State' },
  { id: 'group', label: 'Group of the script' },
  { id: 'jobType', label: 'Job type' },
] as const

const fieldOf: Readonly<Record<string, RunGroupField>> = {
  width: 'WIDTH',
  weightDecay: 'WEIGHT_DECAY',
  dataset: 'DATASET',
  model: 'MODEL',
  sweep: 'SWEEP',
  seed: 'SEED',
  state: 'STATE',
  group: 'GROUP',
  jobType: 'JOB_TYPE',
}

/** The keys of an address as the server takes them; undefined where they name nothing. */
export function toGrouping(keys: readonly string[]): RunGroupingInput | undefined {
  const fields = keys.flatMap((key) => fieldOf[key] ?? [])
  const config = keys.filter((key) => key.startsWith('config:')).map((key) => key.slice('config:'.length))
  const allButSeed = keys.includes('allButSeed')
  if (!allButSeed && fields.length + config.length === 0) return undefined
  return { allButSeed, fields, config }
}

export interface GroupColumns {
  /** Settings, by the names that the table of groups shows. */
  readonly names: readonly string[]
  /** A value for each name, group by group. */
  readonly values: readonly (readonly unknown[])[]
  /** Settings that all the groups share, which so need no column. */
  readonly shared: readonly (readonly [name: string, value: unknown])[]
}

/**
 * Returns the settings that set the groups apart; a configuration as a whole is taken apart into its
 * settings.
 */
export function toColumns(groups: readonly RunGroup[]): GroupColumns {
  const settings = groups.map(({ keys }) => new Map(keys.flatMap(({ name, value }) => leavesOf(name, value))))
  const names = [...new Set(settings.flatMap((each) => [...each.keys()]))]
  const asked = new Set(groups[0]?.keys.map(({ name }) => name))
  const whole = asked.has('config')
  const same = (name: string) =>
    new Set(settings.map((each) => JSON.stringify(each.get(name) ?? null))).size === 1
  // Keys that were asked for stay, even where they are alike; of everything but the seed only what differs.
  const shown = names.filter((name) => (whole ? !same(name) : asked.has(name)))
  return {
    names: shown,
    values: settings.map((each) => shown.map((name) => each.get(name) ?? null)),
    shared: names
      .filter((name) => !shown.includes(name))
      .map((name) => [name, settings[0].get(name) ?? null]),
  }
}

/** A key's values by their paths; "config" itself is no part of them. */
function leavesOf(name: string, value: unknown): [string, unknown][] {
  return flattenConfig(value, name === 'config' ? '' : name)
}

/** Conditions that the runs of a group meet. Lists in a configuration are no conditions: they are left out. */
export function conditionsOf({ keys }: Pick<RunGroup, 'keys'>): Condition[] {
  return keys.flatMap(({ name, value }) =>
    name === 'config'
      ? leavesOf(name, value).flatMap(([path, leaf]) =>
          // Already a condition of its own.
          ['width', 'weightDecay', 'dataset'].includes(path) ? [] : toCondition(`config:${path}`, leaf),
        )
      : toCondition(conditionFields[name] ?? `config:${name}`, name === 'state' ? upper(value) : value),
  )
}

const conditionFields: Readonly<Record<string, string>> = {
  width: 'width',
  weightDecay: 'weightDecay',
  dataset: 'dataset',
  seed: 'seed',
  state: 'state',
  model: 'modelId',
  sweep: 'sweepId',
  group: 'group',
  jobType: 'jobType',
}

function toCondition(field: string, value: unknown): Condition[] {
  if (value === null || value === undefined) return [{ field, op: 'missing', value: '' }]
  if (typeof value === 'object') return []
  return [{ field, op: 'is', value: String(value) }]
}

function upper(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : value
}
