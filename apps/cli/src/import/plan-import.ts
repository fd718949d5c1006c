import { BadInput, findTrackedRuns, type TrackedRun } from '@mitoscope/formats'
import { RemoteError } from '../remote/server-address.ts'
import { openTree } from './folder-tree.ts'
import { findFacts, type FactFlags, type RunFacts } from './run-facts.ts'

export interface ImportFlags extends FactFlags {
  readonly project?: string
  readonly model?: string
}

/** Run to import, with where it goes. */
export interface PlannedRun {
  /** Title of the tool that logged it. */
  readonly tool: string
  readonly run: TrackedRun
  readonly facts: RunFacts
  readonly projectName: string
  readonly modelName: string
  /** Key by which the server knows the run at a second import. */
  readonly clientKey: string
  readonly points: number
}

const keyLength = 200

export interface ImportPlan {
  readonly runs: readonly PlannedRun[]
  /** Messages about files of which nothing can be read. */
  readonly unreadable: readonly string[]
}

/**
 * Plans the import of all runs below some paths; none is sent yet. Throws RemoteError for a path that cannot be read, or below
 * which no run is found.
 */
export async function planImport(paths: readonly string[], flags: ImportFlags): Promise<ImportPlan> {
  const runs: PlannedRun[] = []
  const unreadable: string[] = []
  for (const path of paths) {
    const before = runs.length + unreadable.length
    const tree = await openTree(path).catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is nothing at this path' : error.message
      throw new RemoteError(`${path}: ${why}. Name a file or folder that another tool wrote.`)
    })
    for (const { tracker, read } of await findTrackedRuns(tree))
      try {
        for (const run of await read()) runs.push(planRun(tracker, run, flags))
      } catch (error) {
        if (!(error instanceof BadInput)) throw error
        unreadable.push(error.message)
      }
    if (runs.length + unreadable.length === before)
      throw new RemoteError(
        `${path} holds no runs that can be imported. Known are transaction logs of W&B (run-ID.wandb), event files of TensorBoard, file ` +
          'stores, databases and exports of MLflow, databases of trackio, exports of Neptune, folders of Hydra, Sacred and DVCLive, and the logs ' +
          'of Lightning, the Hugging Face Trainer and Keras. mitoscope log reads tables and JSON lines.',
      )
  }
  return { runs, unreadable }
}

function planRun(
  { id, title }: { readonly id: string; readonly title: string },
  run: TrackedRun,
  flags: ImportFlags,
): PlannedRun {
  const facts = findFacts(run, flags)
  let points = 0
  for (const { steps } of run.metrics.values()) points += steps.length
  return {
    tool: title,
    run,
    facts,
    projectName: flags.project ?? run.project ?? 'Default',
    modelName: flags.model ?? facts.model ?? 'imported',
    clientKey: `${id} ${run.id}`.slice(0, keyLength),
    points,
  }
}
