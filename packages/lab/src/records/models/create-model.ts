import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { toJson } from '../../platform/database/json.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { lockProject } from '../projects/require-project.ts'
import { validateJson } from '../../platform/rows/json-fields.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import { rejectTaken } from '../../platform/rows/reject-taken.ts'
import type { Model } from './model.ts'

export interface CreateModelInput {
  readonly projectId: string
  readonly name: string
  readonly architecture: string
  readonly dataset: string
  readonly recipe?: JsonObject | null
  readonly notes?: string | null
}

/** Creates a model. Throws CONFLICT if the project has a model of this name. */
export function createModel(lab: Lab, actor: Actor, input: CreateModelInput): Promise<Model> {
  const { projectId } = input
  return lab.db.transaction().execute(async (db) => {
    await lockProject(db, actor, projectId, 'editor')
    const id = randomUUID()
    const insert = db
      .insertInto('model')
      .values({
        id,
        projectId,
        name: validateName('name', input.name),
        architecture: validateName('architecture', input.architecture),
        dataset: validateName('dataset', input.dataset),
        recipe: toJson(validateJson('recipe', input.recipe ?? {})),
        notes: validateText('notes', input.notes ?? ''),
        createdBy: actor.userId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const model = await rejectTaken(
      insert,
      `The project has a model named "${input.name}" already. Choose another name, or use that one.`,
    )
    await recordAudit(db, actor, { action: 'createModel', projectId, subject: `model ${id}` })
    await publish(db, { kind: 'model', id, projectId })
    return model
  })
}
