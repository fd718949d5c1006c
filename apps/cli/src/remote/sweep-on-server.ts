import { sweepMeasures } from '@mitoscope/analysis'
import { randomUUID } from 'node:crypto'
import type { Progress } from '../terminal/show-progress.ts'
import type { Connection } from './connect.ts'
import { follow } from './follow.ts'
import { RemoteError } from './server-address.ts'

interface SweepState {
  readonly progress: {
    readonly state: string
    readonly fraction: number
    readonly secondsLeft: number | null
    readonly counts: { readonly finished: number }
  }
}

/**
 * Starts a sweep on a server and follows it until its runs are trained. Returns its id, its final state and the number
 * of finished runs.
 */
export async function sweepOnServer(
  connection: Connection,
  names: { readonly project: string; readonly name: string },
  settings: object,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ id: string; state: string; finished: number }> {
  const projectId = await findOrCreateProject(connection, names.project, signal)
  const { startSweep } = await connection.ask<{ startSweep: { sweep: { id: string } } }>(
    'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
    {
      input: {
        projectId,
        name: names.name,
        settings,
        analyses: sweepMeasures.map((measure) => ({ measure })),
        clientKey: randomUUID(),
      },
    },
    { signal, repeatable: true },
  )
  const { id } = startSweep.sweep
  const question = `query ($id: ID!) {
    sweep(id: $id) { progress { state fraction secondsLeft counts { finished } } }
  }`
  return follow(async () => {
    const { sweep } = await connection.ask<{ sweep: SweepState }>(question, { id }, { signal })
    const { state, fraction, secondsLeft, counts } = sweep.progress
    progress.update(`Training on the server, ${counts.finished} runs finished`, fraction, secondsLeft)
    if (state === 'QUEUED' || state === 'RUNNING') return undefined
    return { id, state, finished: counts.finished }
  }, signal)
}

/**
 * Returns the id of the project with a name. Creates it if missing, also if another process does so at the same time.
 */
async function findOrCreateProject(
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
