import { Option, type Command } from 'commander'
import type { Connection } from './connect.ts'
import { RemoteError } from './server-address.ts'

/** The run that a command is about: by its id, or by what it is of. */
export interface RunFlags {
  readonly run?: string
  readonly project: string
  readonly model?: string
  readonly dataset: string
  readonly architecture: string
  readonly width?: number
  readonly runSeed?: number
  readonly weightDecay?: number
}

/** The options of RunFlags. */
export function addRunOptions(command: Command): Command {
  return command
    .option('--run <id>', 'id of the run; without it the run is the one that the next options name')
    .option('--project <name>', 'its project, made when there is none', 'Default')
    .option('--model <name>', 'its model, made when there is none')
    .option('--dataset <name>', 'what the model is trained on', 'unknown')
    .option('--architecture <name>', 'what the model is', 'unknown')
    .addOption(new Option('--width <n>', 'neurons that feed the final linear layer').argParser(Number))
    .addOption(new Option('--run-seed <n>', 'seed that it was trained with').argParser(Number))
    .addOption(new Option('--weight-decay <x>', 'factor of the penalty on the parameters').argParser(Number))
}

/** The id of the run that the flags name; project, model and run are made where there are none. */
export async function chooseRun(connection: Connection, flags: RunFlags): Promise<string> {
  if (flags.run !== undefined) return flags.run
  const { model, width, runSeed: seed, weightDecay, dataset, architecture } = flags
  if (model === undefined || width === undefined) {
    throw new RemoteError('Name the run: by --run ID, or by --model NAME and --width N.')
  }
  const projectId = await findOrMakeProject(connection, flags.project)
  const modelId = await findOrMakeModel(connection, { projectId, name: model, dataset, architecture })
  const clientKey = [model, width, seed ?? '-', weightDecay ?? '-'].join('/')
  const { createRun } = await connection.ask<{ createRun: { run: { id: string } } }>(
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId, width, seed, weightDecay, clientKey } },
  )
  return createRun.run.id
}

/** The id of the project of that name. */
export async function findOrMakeProject(connection: Connection, name: string): Promise<string> {
  const { projects } = await connection.ask<{ projects: { nodes: { id: string }[] } }>(
    'query ($name: String!) { projects(filter: { name: { eq: $name } }, first: 1) { nodes { id } } }',
    { name },
  )
  if (projects.nodes.length > 0) return projects.nodes[0].id
  const { createProject } = await connection.ask<{ createProject: { project: { id: string } } }>(
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name } },
  )
  return createProject.project.id
}

async function findOrMakeModel(
  connection: Connection,
  input: { projectId: string; name: string; dataset: string; architecture: string },
): Promise<string> {
  const { project } = await connection.ask<{ project: { models: { nodes: { id: string }[] } } | null }>(
    'query ($id: ID!, $name: String!) { project(id: $id) { models(filter: { name: { eq: $name } }, first: 1) { nodes { id } } } }',
    { id: input.projectId, name: input.name },
  )
  const [known] = project?.models.nodes ?? []
  if (known) return known.id
  const { createModel } = await connection.ask<{ createModel: { model: { id: string } } }>(
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
    { input },
  )
  return createModel.model.id
}
