import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { validateName, validateText } from '../records/text-fields.ts'
import { insertProject } from './insert-project.ts'
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
