import { ask } from '../../faults/api.ts'

/** A run of its own to log to; its id. */
export async function makeRun(url: string, name: string): Promise<string> {
  const { createProject } = await ask(
    url,
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name } },
  )
  const model = { projectId: createProject.project.id, name, architecture: 'mlp', dataset: 'mnist' }
  const { createModel } = await ask(
    url,
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
    { input: model },
  )
  const { createRun } = await ask(
    url,
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId: createModel.model.id, name, width: 64 } },
  )
  return createRun.run.id as string
}
