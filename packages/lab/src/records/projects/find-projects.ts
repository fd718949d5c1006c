import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Project } from './project.ts'
import type { Noun } from '../../platform/lab/noun.ts'

/**
 * Returns the project; undefined if it does not exist or the actor may not read it. Includes deleted ones,
 * which can be restored.
 */
export async function findProject(lab: Lab, actor: Actor, id: string): Promise<Project | undefined> {
  return (await findProjects(lab, actor, [id])).get(id)
}

/** Finds projects by id, if the actor may read them, in one statement. */
export async function findProjects(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Project>> {
  const rows = await lab.db.selectFrom('project').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.id)).map((row) => [row.id, row]))
}

export const projectNoun: Noun = {
  table: 'project',
  description: 'Project with its contents',
  words: ['project'],
  bin: { name: sql`project.name` },
}
