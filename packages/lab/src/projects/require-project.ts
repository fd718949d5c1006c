import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../database/database.ts'
import { notFound } from '../errors/lab-error.ts'

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
