import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Connection } from './connect.ts'
import { RemoteError } from './server-address.ts'

/** The run that a command is about: by its id, or by what it is of. */
export interface RunFlags {
  readonly run?: string
  readonly project?: string
  readonly model?: string
  readonly dataset?: string
  readonly architecture?: string
  readonly width?: number
  readonly runSeed?: number
  readonly weightDecay?: number
  readonly key?: string
}

/** Input of createRun: a run with its project and model, which are made where there are none. */
export interface NewRun {
  readonly projectName: string
  readonly modelName: string
  readonly dataset?: string
  readonly architecture?: string
  readonly width: number
  readonly seed?: number
  readonly weightDecay?: number
  /** The same key and the same input again are the same run. */
  readonly clientKey: string
  readonly name?: string
  readonly config?: object
  readonly tags?: readonly string[]
  /** Longest silence, in seconds, before the server takes the run for crashed. */
  readonly heartbeatSeconds?: number
}

/** Project of a run where none is named. */
export const usualProject = 'Default'

/** The options of RunFlags. */
export function addRunOptions(command: Command): Command {
  return command
    .option('--run <id>', 'id of the run; without it the run is the one that the next options name')
    .option('--project <name>', `its project, made when there is none (default: "${usualProject}")`)
    .option('--model <name>', 'its model, made when there is none')
    .option('--dataset <name>', 'dataset that the model is trained on')
    .option('--architecture <name>', 'architecture of the model')
    .addOption(new Option('--width <n>', 'neurons that feed the final linear layer').argParser(parseCount(1)))
    .addOption(new Option('--run-seed <n>', 'seed that it was trained with').argParser(parseCount(0)))
    .addOption(
      new Option('--weight-decay <x>', 'factor of the penalty on the parameters').argParser(parseDecay),
    )
    .option('--key <key>', 'name for the run of your own: the same key and options are the same run again')
}

/** The id of the run that the flags name; project, model and run are made where there are none. */
export async function chooseRun(
  connection: Connection,
  flags: RunFlags,
  signal?: AbortSignal,
): Promise<string> {
  const { run, model, width, runSeed, weightDecay } = flags
  if (run !== undefined) return requireAlone(run, flags)
  // Files of one model, width and seed belong to one run, whichever command sends them.
  const usualKey = [model, width, runSeed ?? '-', weightDecay ?? '-'].join('/')
  return (await createRun(connection, toNewRun(flags, flags.key ?? usualKey), signal)).id
}

/** The id of a run that is there. Throws RemoteError where other flags describe one that would be made. */
export function requireAlone<Flags extends RunFlags>(
  run: string,
  flags: Flags,
  others: (keyof Flags)[] = [],
) {
  for (const name of [...describing, ...others]) {
    if (flags[name] === undefined) continue
    const option = String(name).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    throw new RemoteError(
      `--${option} describes a new run, and --run names one that is there: leave one out.`,
    )
  }
  return run
}

const describing = [
  'project',
  'model',
  'dataset',
  'architecture',
  'width',
  'runSeed',
  'weightDecay',
  'key',
] as const

/** The run that flags without `run` describe. Throws RemoteError where they do not name one. */
export function toNewRun(flags: RunFlags, clientKey: string): NewRun {
  const { model, width, project = usualProject, runSeed: seed, weightDecay, dataset, architecture } = flags
  if (model === undefined || width === undefined)
    throw new RemoteError('Name the run: by --run ID, or by --model NAME and --width N.')
  return {
    projectName: project,
    modelName: model,
    dataset,
    architecture,
    width,
    seed,
    weightDecay,
    clientKey,
  }
}

/** Makes a run, or finds the one that the same input made before. */
export async function createRun(
  connection: Connection,
  input: NewRun,
  signal?: AbortSignal,
): Promise<{ id: string; created: boolean }> {
  const { createRun: made } = await connection.ask<{ createRun: { run: { id: string }; created: boolean } }>(
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } created } }',
    { input: { ...input, ...(await describeAbsentModel(connection, input, signal)) } },
    { signal, repeatable: true },
  )
  return { id: made.run.id, created: made.created }
}

/** A model is made with an architecture and a dataset; of one that is there they need not be said. */
async function describeAbsentModel(
  connection: Connection,
  { projectName, modelName, architecture, dataset }: NewRun,
  signal?: AbortSignal,
): Promise<Pick<NewRun, 'architecture' | 'dataset'>> {
  if (architecture !== undefined && dataset !== undefined) return {}
  const { projects } = await connection.ask<{
    projects: { nodes: { models: { nodes: { id: string }[] } }[] }
  }>(
    `query ($project: String!, $model: String!) {
      projects(filter: { name: { eq: $project } }, first: 1) {
        nodes { models(filter: { name: { eq: $model } }, first: 1) { nodes { id } } }
      }
    }`,
    { project: projectName, model: modelName },
    { signal },
  )
  const isThere = projects.nodes.some(({ models }) => models.nodes.length > 0)
  return isThere ? {} : { architecture: architecture ?? 'unknown', dataset: dataset ?? 'unknown' }
}

function parseCount(least: number) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN
    if (value >= least && Number.isSafeInteger(value)) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to 2^53 − 1.`)
  }
}

function parseDecay(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (value >= 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number from 0.')
}
