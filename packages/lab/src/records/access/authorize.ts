import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { roles, type Actor, type Role } from './actor.ts'

/**
 * Returns the actor's role in a project, limited by the scope of the session or token; undefined for
 * non-members.
 */
export function roleIn(actor: Actor, projectId: string): Role | undefined {
  const role = actor.projects === 'all' ? 'admin' : actor.projects.get(projectId)
  if (role === undefined) return undefined
  return rank(role) < rank(actor.scope) ? role : actor.scope
}

export function mayRead(actor: Actor, projectId: string): boolean {
  return roleIn(actor, projectId) !== undefined
}

/**
 * Throws unless the actor has at least `role` in the project: NOT_FOUND for non-members, who must not learn
 * that the object exists; FORBIDDEN, naming the required role, for members. `what` and `id` name the
 * requested object.
 */
export function requireRole(
  actor: Actor,
  projectId: string,
  role: Role,
  what = 'project',
  id = projectId,
): void {
  const own = roleIn(actor, projectId)
  if (own === undefined) throw notFound(what, id)
  if (rank(own) >= rank(role)) return
  throw new LabError(
    'FORBIDDEN',
    `This requires the role ${role} in the project; ${actor.name} has ${own} here. Ask an admin of the project.`,
  )
}

/** Throws FORBIDDEN unless the actor may create projects and manage accounts. */
export function requireSiteAdmin(actor: Actor): void {
  if (actor.siteAdmin && actor.scope === 'admin') return
  throw new LabError(
    'FORBIDDEN',
    `This requires an administrator; ${actor.name} is not one. Ask an administrator of the lab.`,
  )
}

/** Returns the ids of the projects that the actor may read; undefined for all projects. */
export function readableProjects(actor: Actor): readonly string[] | undefined {
  return actor.projects === 'all' ? undefined : [...actor.projects.keys()]
}

function rank(role: Role): number {
  return roles.indexOf(role)
}
