import type { Actor } from '../access/actor.ts'
import { mayRead, readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { Project } from './project.ts'

/** The project, or undefined where there is none for this actor. */
export async function findProject(lab: Lab, actor: Actor, id: string): Promise<Project | undefined> {
  const project = await lab.db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst()
  return project && mayRead(actor, project.id) ? project : undefined
}

/** The projects this actor may read, by name. */
export async function listProjects(lab: Lab, actor: Actor): Promise<Project[]> {
  const readable = readableProjects(actor)
  let query = lab.db.selectFrom('project').selectAll().where('deletedAt', 'is', null)
  if (readable?.length === 0) return []
  if (readable) query = query.where('id', 'in', readable)
  return query.orderBy('name').execute()
}
