import { ask } from '../../faults/api.ts'

const models = new Map<string, Promise<string>>()

/** A run that somebody else trains, of the one model that a project has for such; its id. */
export async function createRun(
  url: string,
  projectId: string,
  run: { readonly name: string; readonly width: number; readonly seed?: number },
): Promise<string> {
  if (!models.has(projectId)) models.set(projectId, createModel(url, projectId))
  const { createRun } = await ask(
    url,
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId: await models.get(projectId), ...run } },
  )
  return createRun.run.id as string
}

async function createModel(url: string, projectId: string): Promise<string> {
  const { createModel } = await ask(
    url,
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
    { input: { projectId, name: 'logged', architecture: 'mlp', dataset: 'mnist' } },
  )
  return createModel.model.id as string
}
