import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Deleted } from '../../platform/rows/filters.ts'

/** Set of runs that a list draws from: all readable ones, or those of an object. */
export interface RunScope {
  readonly project?: string
  readonly model?: string
  readonly sweep?: string
  /** Run whose children they are. */
  readonly parent?: string
  readonly width?: number
  /** Weight decay, given with a width; null for runs without one. */
  readonly weightDecay?: number | null
}

/** Returns several scopes of one kind as a table `scope`, numbered from 0. */
export function scopeTable(scopes: readonly RunScope[]): RawBuilder<unknown> {
  const column = <K extends keyof RunScope>(key: K) => scopes.map((scope) => scope[key] ?? null)
  return sql`unnest(
    ${scopes.map((_, n) => n)}::int[], ${column('project')}::uuid[], ${column('model')}::uuid[],
    ${column('sweep')}::uuid[], ${column('width')}::int[], ${column('weightDecay')}::float8[],
    ${column('parent')}::uuid[]
  ) as scope (n, project, model, sweep, width, weight_decay, parent)`
}

/** Returns the kind of a scope: the fields that it sets. Scopes of one kind can be read in one statement. */
export function kindOf(scope: RunScope): string {
  return Object.keys(scope).toSorted().join()
}

/** Returns the condition that a run is in its scope, for scopes of the kind of `like`. */
export function inScope(like: RunScope): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = []
  if ('project' in like) conditions.push(sql`run.project_id = scope.project`)
  if ('model' in like) conditions.push(sql`run.model_id = scope.model`)
  if ('sweep' in like) conditions.push(sql`run.sweep_id = scope.sweep`)
  if ('parent' in like) conditions.push(sql`run.parent_id = scope.parent`)
  if ('width' in like) conditions.push(sql`run.width = scope.width`)
  if ('weightDecay' in like) conditions.push(sql`run.weight_decay is not distinct from scope.weight_decay`)
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`
}

/** Returns the condition that a list shows the run to the actor. Deleting an object also hides its parts. */
export function isVisible(actor: Actor, deleted: Deleted = 'exclude'): RawBuilder<boolean> {
  const readable = readableProjects(actor)
  const conditions: RawBuilder<boolean>[] = []
  if (readable) conditions.push(sql`run.project_id = any(${[...readable]}::uuid[])`)
  if (deleted === 'only') conditions.push(sql`run.deleted_at is not null`)
  if (deleted === 'exclude') conditions.push(isPresent)
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`
}

const isPresent = sql<boolean>`run.deleted_at is null and exists (
  select from model join project on project.id = model.project_id
  where model.id = run.model_id and model.deleted_at is null and project.deleted_at is null)`

/** Returns the condition that neither the run of this id nor its model or project is deleted. */
export function runIsPresent(id: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from training_run run where run.id = ${id} and ${isPresent})`
}
