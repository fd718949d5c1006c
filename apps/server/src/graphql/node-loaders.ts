import type { NodeLoader } from './node.ts'
import { loadUser } from './accounts/load-user.ts'
import { loadDataset } from './catalogue/catalogue.resolver.ts'
import { loadJob, loadWorker } from './jobs/load-job.ts'
import { loadAnalysis } from './analyses/load-analysis.ts'
import { loadModel } from './models/load-model.ts'
import { loadProject } from './projects/load-project.ts'
import { loadRun } from './runs/load-run.ts'
import { loadSweep } from './sweeps/load-sweep.ts'
import { loadToken } from './tokens/load-token.ts'

/** Every type that implements Node, by its name: a new one is a line here. */
export const nodeLoaders: Readonly<Record<string, NodeLoader>> = {
  Project: loadProject,
  Model: loadModel,
  TrainingRun: loadRun,
  Sweep: loadSweep,
  Job: loadJob,
  Worker: loadWorker,
  Dataset: loadDataset,
  User: loadUser,
  ApiToken: loadToken,
  Analysis: loadAnalysis,
}
