import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../database/database.ts'
import { publish } from '../events/events.ts'
import type { Project } from './project.ts'

/** Inserts a project with the actor as its first admin; returns undefined if the name is taken. */
export async function insertProject(
  db: Queries,
  actor: Actor,
  { name, description }: Pick<Project, 'name' | 'description'>,
): Promise<Project | undefined> {
  const id = randomUUID()
  const project = await db
    .insertInto('project')
    .values({ id, name, description, createdBy: actor.userId })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!project) return undefined
  if (actor.userId !== null) {
    await db
      .insertInto('projectMember')
      .values({ projectId: id, userId: actor.userId, role: 'admin' })
      .execute()
  }
  await recordAudit(db, actor, { action: 'createProject', projectId: id, subject: `project ${id}` })
  await publish(db, { kind: 'project', id, projectId: id })
  return project
}
