import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { aggregateScopes } from '../aggregates/aggregate-scopes.ts'
import { emptyAggregate, type Aggregate } from '../aggregates/aggregate.ts'
import type { Quantity } from '../aggregates/quantity.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findModels } from '../models/find-models.ts'
import { inScope, isVisible, kindOf, scopeTable, type RunScope } from '../runs/run-scope.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { findWidths } from '../widths/find-widths.ts'
import { scopeOf, type ModelWidth } from '../widths/model-width.ts'
import { canonical, listDifferences, type Difference } from './list-differences.ts'
import { settingsOf } from './settings-of.ts'

export interface WidthComparison {
  readonly widths: readonly ModelWidth[]
  /** Settings that differ; each width's value lists the distinct values of its runs. The seed is left out. */
  readonly differences: readonly Difference[]
  readonly metrics: readonly { readonly name: string; readonly aggregates: readonly Aggregate[] }[]
}

const maxWidths = 100
const maxMetrics = 100

/**
 * Compares widths of any models in the given order: settings that differ, and mean and spread of every
 * metric.
 */
export async function compareWidths(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<WidthComparison> {
  const asked = [...new Set(ids)].slice(0, maxWidths)
  const found = await findWidths(lab, actor, asked)
  const widths = asked.flatMap((id) => found.get(id) ?? [])
  if (widths.length === 0) return { widths, differences: [], metrics: [] }
  const aggregates = new Map<RunScope, Map<string, Aggregate>>()
  const settings = new Map<RunScope, Map<string, unknown>>()
  const scopes = widths.map(scopeOf)
  // Widths whose weight decays are mixed are scopes of another kind than the others.
  for (const kind of new Set(scopes.map(kindOf))) {
    const alike = scopes.filter((scope) => kindOf(scope) === kind)
    const runs = await selectRuns(lab, actor, alike)
    const models = await findModels(lab, actor, [...new Set(widths.map(({ modelId }) => modelId))])
    const names = [...new Set(runs.flatMap(({ metrics }) => metrics))].toSorted().slice(0, maxMetrics)
    const quantities = names.map((name): Quantity => ({ kind: 'metric', name, value: 'last' }))
    const table = quantities.length > 0 ? await aggregateScopes(lab, actor, alike, quantities) : []
    for (const [n, scope] of alike.entries()) {
      const own = runs.filter((run) => run.scope === n)
      settings.set(scope, mergeSettings(own.map((run) => settingsOf(run, models.get(run.modelId)))))
      aggregates.set(scope, new Map(names.map((name, i) => [name, table[n][i]])))
    }
  }
  const names = new Set([...aggregates.values()].flatMap((byName) => [...byName.keys()]))
  return {
    widths,
    differences: listDifferences(scopes.map((scope) => settings.get(scope)!)),
    metrics: [...names].toSorted().map((name) => ({
      name,
      aggregates: scopes.map((scope) => aggregates.get(scope)!.get(name) ?? emptyAggregate),
    })),
  }
}

type ScopedRun = TrainingRun & { readonly scope: number; readonly metrics: readonly string[] }

async function selectRuns(lab: Lab, actor: Actor, scopes: readonly RunScope[]): Promise<ScopedRun[]> {
  const { rows } = await sql<ScopedRun>`
    select scope.n as scope, run.*,
      coalesce((select json_agg(name) from metric_series where run_id = run.id), '[]'::json) as metrics
    from ${scopeTable(scopes)} join training_run as run on ${inScope(scopes[0])}
    where ${isVisible(actor)} order by run.id limit 10000`.execute(lab.db)
  return rows
}

function mergeSettings(sets: readonly Map<string, unknown>[]): Map<string, unknown> {
  const merged = new Map<string, Map<string, unknown>>()
  for (const set of sets) {
    set.delete('seed')
    for (const [path, value] of set) {
      const values = merged.get(path) ?? new Map<string, unknown>()
      merged.set(path, values.set(canonical(value), value))
    }
  }
  const sorted = (values: Map<string, unknown>) => [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) // prettier-ignore
  return new Map([...merged].map(([path, values]) => [path, sorted(values)]))
}
