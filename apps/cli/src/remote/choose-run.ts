import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Connection } from './connect.ts'
import { RemoteError } from './server-address.ts'

/** A run of a command: by its id, or by its project, model, width and seed. */
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

/** Input of createRun: a run with its project and model, which are created if missing. */
export interface NewRun {
  readonly projectName: string
  readonly modelName: string
  readonly dataset?: string
  readonly architecture?: string
  readonly width: number
  readonly seed?: number
  readonly weightDecay?: number
  /** Key that identifies the run: the same key and input give the same run. */
  readonly clientKey: string
  readonly name?: string
  readonly config?: object
  readonly tags?: readonly string[]
  readonly notes?: string
  readonly group?: string
  readonly jobType?: string
  readonly environment?: object
  readonly parent?: { readonly runId: string; readonly kind: 'NESTED' }
  /** Seconds without a heartbeat after which the server considers the run crashed. */
  readonly heartbeatSeconds?: number
}

/** Default project of a run. */
export const usualProject = 'Default'

/** Adds the options of RunFlags. */
export function addRunOptions(command: Command): Command {
  return command
    .option('--run <id>', 'id of the run; without it the next options name the run')
    .option('--project <name>', `project of the run, created if missing (default: "${usualProject}")`)
    .option('--model <name>', 'model of the run, created if missing')
    .option('--dataset <name>', 'dataset that the model is trained on')
    .option('--architecture <name>', 'architecture of the model')
    .addOption(new Option('--width <n>', 'neurons that feed the final linear layer').argParser(parseCount(1)))
    .addOption(new Option('--run-seed <n>', 'seed of its training').argParser(parseCount(0)))
    .addOption(
      new Option('--weight-decay <x>', 'factor of the penalty on the parameters').argParser(parseDecay),
    )
    .option('--key <key>', 'your own name for the run: the same key and options give the same run')
}

/** Returns the id of the run that the flags name. Creates project, model and run if missing. */
export async function chooseRun(
  connection: Connection,
  flags: RunFlags,
  signal?: AbortSignal,
): Promise<string> {
  const { run, model, width, runSeed, weightDecay } = flags
  if (run !== undefined) return requireAlone(run, flags)
  // Files of one model, width and seed belong to one run, from any command.
  const usualKey = [model, width, runSeed ?? '-', weightDecay ?? '-'].join('/')
  return (await createRun(connection, toNewRun(flags, flags.key ?? usualKey), signal)).id
}

/** Returns the id of an existing run. Throws RemoteError if other flags describe a new one. */
export function requireAlone<Flags extends RunFlags>(
  run: string,
  flags: Flags,
  others: (keyof Flags)[] = [],
) {
  for (const name of [...describing, ...others]) {
    if (flags[name] === undefined) continue
    const option = String(name).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    throw new RemoteError(`--${option} describes a new run, but --run names an existing one: leave one out.`)
  }
  if (!/^TrainingRun:./.test(Buffer.from(run, 'base64url').toString()))
    throw new RemoteError(
      `--run: "${run}" is not the id of a run. Copy one from the page of a run, or from what log printed (VHJhaW5pbmdSdW46…).`,
    )
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

/** Returns the run that flags without `run` describe. Throws RemoteError if they do not describe one. */
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

/** Creates a run, or returns the one that the same input created before. */
export async function createRun(
  connection: Connection,
  input: NewRun,
  signal?: AbortSignal,
): Promise<{ id: string; created: boolean }> {
  const { createRun: made } = await connection.ask<{ createRun: { run: { id: string }; created: boolean } }>(
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } created } }',
    { input },
    { signal, repeatable: true },
  )
  return { id: made.run.id, created: made.created }
}

function parseCount(minimum: number) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN
    if (value >= minimum && Number.isSafeInteger(value)) return value
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to 2^53 − 1.`)
  }
}

function parseDecay(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (value >= 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number from 0.')
}
