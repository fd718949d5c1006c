import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { LabError } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import { readName } from '../records/read-name.ts'
import type { Project } from './project.ts'

export interface CreateProjectInput {
  readonly name: string
  readonly description?: string | null
}

/** Makes a project; whoever makes it is its first admin. Throws CONFLICT when the name is taken. */
export async function createProject(lab: Lab, actor: Actor, input: CreateProjectInput): Promise<Project> {
  requireSiteAdmin(actor)
  const id = randomUUID()
  return lab.db.transaction().execute(async (db) => {
    const project = await db
      .insertInto('project')
      .values({
        id,
        name: readName('name', input.name),
        description: input.description ?? '',
        createdBy: actor.userId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!project) {
      throw new LabError(
        'CONFLICT',
        `There is a project named "${input.name}" already. Choose another name, or use that one.`,
      )
    }
    if (actor.userId !== null) {
      await db
        .insertInto('projectMember')
        .values({ projectId: id, userId: actor.userId, role: 'admin' })
        .execute()
    }
    await recordAudit(db, actor, { action: 'createProject', projectId: id, subject: `project ${id}` })
    await publish(db, { kind: 'project', id, projectId: id })
    return project
  })
}
