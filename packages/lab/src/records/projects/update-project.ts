import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import { rejectTaken } from '../../platform/rows/reject-taken.ts'
import { lockProject } from './require-project.ts'
import type { Project } from './project.ts'

export interface UpdateProjectInput {
  readonly id: string
  readonly name?: string | null
  readonly description?: string | null
}

/** Changes a project's name or description; fields that are not given stay. Requires the role admin. */
export function updateProject(lab: Lab, actor: Actor, input: UpdateProjectInput): Promise<Project> {
  const { id, name, description } = input
  return lab.db.transaction().execute(async (db) => {
    await lockProject(db, actor, id, 'admin')
    const update = db
      .updateTable('project')
      .set({
        ...(typeof name === 'string' && { name: validateName('name', name) }),
        ...(typeof description === 'string' && { description: validateText('description', description) }),
        updatedAt: sql`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const project = await rejectTaken(
      update,
      `There is a project named "${name}" already. Choose another name.`,
    )
    await recordAudit(db, actor, { action: 'updateProject', projectId: id, subject: `project ${id}` })
    await publish(db, { kind: 'project', id, projectId: id })
    return project
  })
}
