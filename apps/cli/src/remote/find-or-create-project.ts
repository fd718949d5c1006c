import type { Connection } from './connect.ts'
import { RemoteError } from './server-address.ts'

/**
 * Returns the id of the project with a name. Creates it if missing, also if another process does so at the same time.
 */
export async function findOrCreateProject(
  connection: Connection,
  name: string,
  signal?: AbortSignal,
): Promise<string> {
  const known = await findProject(connection, name, signal)
  if (known !== undefined) return known
  try {
    const { createProject } = await connection.ask<{ createProject: { project: { id: string } } }>(
      'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
      { input: { name } },
      // A repeat reports that the name is taken, by the first attempt or by another process.
      { signal, repeatable: true },
    )
    return createProject.project.id
  } catch (error) {
    if (!(error instanceof RemoteError) || error.code !== 'CONFLICT') throw error
    const made = await findProject(connection, name, signal)
    if (made === undefined) throw error
    return made
  }
}

async function findProject(connection: Connection, name: string, signal?: AbortSignal) {
  const { projects } = await connection.ask<{ projects: { nodes: { id: string }[] } }>(
    'query ($name: String!) { projects(filter: { name: { eq: $name } }, first: 1) { nodes { id } } }',
    { name },
    { signal },
  )
  return projects.nodes.at(0)?.id
}
