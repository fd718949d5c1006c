import { huggingFace, keras, lightning } from './logged-files.ts'
import { mlflowDatabase } from './mlflow/mlflow-database.ts'
import { mlflowFiles } from './mlflow/mlflow-files.ts'
import { neptune } from './neptune.ts'
import { withPlainConfig } from './plain-config.ts'
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
  tensorboard,
  trackio,
  neptune,
  lightning,
  huggingFace,
  keras,
]

/** Runs that were found, with the tool that wrote them. */
export interface FoundSource extends TrackedSource {
  readonly tracker: Pick<Tracker, 'id' | 'title'>
}

/** Finds the runs of every tool below a folder. */
export async function findTrackedRuns(tree: FileTree): Promise<FoundSource[]> {
  const found: FoundSource[] = []
  for (const tracker of trackers)
    for (const { path, read } of await tracker.find(tree))
      found.push({ path, tracker, read: async () => (await read()).map(withPlainConfig) })
  return found.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
}
