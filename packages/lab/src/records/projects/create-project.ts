import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName, validateText } from '../../platform/rows/text-fields.ts'
import type { Project } from './project.ts'

export interface CreateProjectInput {
  readonly name: string
  readonly description?: string | null
}

/** Creates a project with the actor as its first admin. Throws CONFLICT if the name is taken. */
export async function createProject(lab: Lab, actor: Actor, input: CreateProjectInput): Promise<Project> {
  requireSiteAdmin(actor)
  const name = validateName('name', input.name)
  const description = validateText('description', input.description ?? '')
  return lab.db.transaction().execute(async (db) => {
    const project = await insertProject(db, actor, { name, description })
    if (project) return project
    throw new LabError(
      'CONFLICT',
      `There is a project named "${input.name}" already. Choose another name, or use that one.`,
    )
  })
}

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
