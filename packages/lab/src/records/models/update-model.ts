import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { toJson } from '../../platform/database/json.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { mergeJson, validateJson } from '../../platform/rows/json-fields.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import { rejectTaken } from '../../platform/rows/reject-taken.ts'
import { lockModel } from './lock-model.ts'
import type { Model } from './model.ts'

export interface UpdateModelInput {
  readonly id: string
  readonly name?: string | null
  readonly notes?: string | null
  readonly recipe?: JsonObject | null
}

/** Changes a model's name, notes or recipe (merged); fields that are not given stay. */
export function updateModel(lab: Lab, actor: Actor, input: UpdateModelInput): Promise<Model> {
  const { id, name, notes, recipe } = input
  return lab.db.transaction().execute(async (db) => {
    const before = await lockModel(db, actor, id)
    const { projectId } = before
    const update = db
      .updateTable('model')
      .set({
        ...(typeof name === 'string' && { name: validateName('name', name) }),
        ...(typeof notes === 'string' && { notes: validateText('notes', notes) }),
        ...(recipe && { recipe: toJson(validateJson('recipe', mergeJson(before.recipe, recipe))) }),
        updatedAt: sql`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const model = await rejectTaken(
      update,
      `The project has a model named "${name}" already. Choose another name.`,
    )
    await recordAudit(db, actor, { action: 'updateModel', projectId, subject: `model ${id}` })
    await publish(db, { kind: 'model', id, projectId })
    return model
  })
}
