import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { badInput } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import { insertOrFind } from '../../platform/rows/insert-or-find.ts'
import type { Model } from './model.ts'

export interface NamedModel {
  readonly projectId: string
  readonly name: string
  /** Architecture of a model that must be created; then `dataset` is required too. */
  readonly architecture: string | null
  readonly dataset: string | null
  readonly recipe?: JsonObject
}

/**
 * Returns the model of this name (case-insensitive) in the project, created if missing, and locked against
 * deletion until the transaction ends. The caller has checked the role, and holds a lock on the project.
 */
export async function findOrMakeNamedModel(db: Queries, actor: Actor, given: NamedModel): Promise<Model> {
  const find = () => findNamedModel(db, given.projectId, given.name)
  const known = await find()
  if (known) return known
  return (await insertOrFind(() => insertModel(db, actor, given), find)).row
}

/** Finds the model of this name (case-insensitive), locked against deletion until the transaction ends. */
function findNamedModel(db: Queries, projectId: string, name: string): Promise<Model | undefined> {
  return db
    .selectFrom('model')
    .selectAll()
    .where('projectId', '=', projectId)
    .where(({ eb, fn, val }) => eb(fn('lower', ['name']), '=', fn('lower', [val(name)])))
    .where('deletedAt', 'is', null)
    .forShare()
    .executeTakeFirst()
}

async function insertModel(db: Queries, actor: Actor, given: NamedModel): Promise<Model | undefined> {
  const { projectId, name, architecture, dataset, recipe = {} } = given
  if (architecture === null) throw missing('architecture', name)
  if (dataset === null) throw missing('dataset', name)
  const id = randomUUID()
  const model = await db
    .insertInto('model')
    .values({ id, projectId, name, architecture, dataset, recipe: toJson(recipe), createdBy: actor.userId })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!model) return undefined
  await recordAudit(db, actor, { action: 'createModel', projectId, subject: `model ${id}` })
  await publish(db, { kind: 'model', id, projectId })
  return model
}

function missing(field: string, name: string) {
  return badInput(
    field,
    `the project has no model "${name}", and none can be made without it`,
    'Give architecture and dataset, or the name of a model that is there',
  )
}
