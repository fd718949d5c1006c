import { randomUUID } from 'node:crypto'
import type { Lab } from '../../../platform/lab/lab.ts'

/** Inserts a logged run, in a new project unless one is given. */
export async function makeRun(
  lab: Lab,
  projectId = randomUUID() as string,
): Promise<{ runId: string; projectId: string }> {
  const [runId, modelId] = [randomUUID(), randomUUID()]
  await lab.db
    .insertInto('project')
    .values({ id: projectId, name: projectId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await lab.db
    .insertInto('model')
    .values({ id: modelId, projectId, name: modelId, architecture: 'mlp', dataset: 'mnist' })
    .execute()
  await lab.db
    .insertInto('trainingRun')
    .values({ id: runId, projectId, modelId, name: 'r', width: 8, dataset: 'mnist', state: 'logged' })
    .execute()
  return { runId, projectId }
}
