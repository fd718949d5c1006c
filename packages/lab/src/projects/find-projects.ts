import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { Project } from './project.ts'

/** The project, or undefined where there is none for this actor. Deleted ones are found: they can be restored. */
export async function findProject(lab: Lab, actor: Actor, id: string): Promise<Project | undefined> {
  return (await findProjects(lab, actor, [id])).get(id)
}

/** The projects with these ids that the actor may read, in one statement. */
export async function findProjects(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Project>> {
  const rows = await lab.db.selectFrom('project').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.id)).map((row) => [row.id, row]))
}
