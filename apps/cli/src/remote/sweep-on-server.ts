import { sweepMeasures } from '@mitoscope/analysis'
import { randomUUID } from 'node:crypto'
import type { Progress } from '../terminal/show-progress.ts'
import type { Connection } from './connect.ts'
import { findOrCreateProject } from './find-or-create-project.ts'
import { follow } from './follow.ts'

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
