import { dvclive } from './dvclive.ts'
import { findHydraJobs, jobAsSource, jobOf, withJob } from './hydra.ts'
import { huggingFace, keras, lightning } from './logged-files.ts'
import { mlflowExport } from './mlflow/mlflow-export.ts'
import { mlflowDatabase } from './mlflow/mlflow-database.ts'
import { mlflowFiles } from './mlflow/mlflow-files.ts'
import { neptune } from './neptune.ts'
import { withPlainConfig } from './plain-config.ts'
import { sacred } from './sacred.ts'
import { tensorboard } from './tensorboard/tensorboard.ts'
import { trackio } from './trackio.ts'
import type { FileTree, TrackedSource, Tracker } from './tracked-run.ts'
import { wandb } from './wandb/wandb.ts'
import { wandbHistory } from './wandb/wandb-history.ts'

/** Tools whose runs can be imported. A new one is a file and a line here. */
export const trackers: readonly Tracker[] = [
  wandb,
  wandbHistory,
  mlflowFiles,
  mlflowDatabase,
  mlflowExport,
  tensorboard,
  trackio,
  neptune,
  sacred,
  dvclive,
  lightning,
  huggingFace,
  keras,
]

/** Runs that were found, with the tool that wrote them. */
export interface FoundSource extends TrackedSource {
  readonly tracker: Pick<Tracker, 'id' | 'title'>
}

const hydra = { id: 'hydra', title: 'Hydra' }

/**
 * Finds the runs of every tool below a folder. Runs in the folder of a job of Hydra have its configuration too; a job without a
 * run of another tool is one itself.
 */
export async function findTrackedRuns(tree: FileTree): Promise<FoundSource[]> {
  const jobs = await findHydraJobs(tree)
  const found: FoundSource[] = []
  const withRuns = new Set<string>()
  for (const tracker of trackers)
    for (const { path, read } of await tracker.find(tree)) {
      const job = jobOf(jobs, path)
      if (job) withRuns.add(job.folder)
      const readAll = async () => (await read()).map((run) => withPlainConfig(job ? withJob(run, job) : run))
      found.push({ path, tracker, read: readAll })
    }
  for (const job of jobs) {
    if (withRuns.has(job.folder)) continue
    const { path, read } = jobAsSource(job)
    found.push({ path, tracker: hydra, read: async () => (await read()).map(withPlainConfig) })
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
}
