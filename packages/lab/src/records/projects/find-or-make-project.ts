import type { Actor } from '../access/actor.ts'
import { requireRole, requireSiteAdmin, roleIn } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { insertOrFind } from '../../platform/rows/insert-or-find.ts'
import { insertProject } from './create-project.ts'
import type { Project } from './project.ts'

/**
 * Returns the project of this name (case-insensitive), created if missing, and locked against deletion until
 * the transaction ends. Requires the role editor in it, or, to create it, a site administrator.
 */
export async function findOrMakeProject(
  db: Queries,
  actor: Actor,
  name: string,
  description = '',
): Promise<Project> {
  const find = () =>
    db
      .selectFrom('project')
      .selectAll()
      .where(({ eb, fn, val }) => eb(fn('lower', ['name']), '=', fn('lower', [val(name)])))
      .where('deletedAt', 'is', null)
      .forShare()
      .executeTakeFirst()
  const known = await find()
  if (known) return requireEditor(actor, known)
  requireSiteAdmin(actor)
  const { row, created } = await insertOrFind(() => insertProject(db, actor, { name, description }), find)
  return created ? row : requireEditor(actor, row)
}

function requireEditor(actor: Actor, project: Project): Project {
  if (roleIn(actor, project.id) === undefined) {
    // Strangers are told the same as where there is no such project.
    requireSiteAdmin(actor)
    throw new LabError(
      'CONFLICT',
      `There is a project named "${project.name}", of which you are no member. Choose another name.`,
    )
  }
  requireRole(actor, project.id, 'editor')
  return project
}
