import type { Actor, Role } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Project } from './project.ts'

/** Throws unless the actor may edit the project; locks it against deletion until the transaction ends. */
export async function requireProject(db: Queries, actor: Actor, projectId: string): Promise<void> {
  requireRole(actor, projectId, 'editor')
  const project = await db
    .selectFrom('project')
    .select('id')
    .where('id', '=', projectId)
    .where('deletedAt', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!project) throw notFound('project', projectId)
}

/**
 * Returns the project, locked to the end of the transaction. Throws if it does not exist or the actor lacks
 * the role.
 */
export async function lockProject(
  db: Queries,
  actor: Actor,
  id: string,
  role: Role,
  deleted: 'deleted too' | 'not deleted' = 'not deleted',
): Promise<Project> {
  const project = await db
    .selectFrom('project')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!project) throw notFound('project', id)
  requireRole(actor, id, role)
  if (deleted === 'not deleted' && project.deletedAt) throw notFound('project', id)
  return project
}
