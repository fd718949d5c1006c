import type { NodeLoader } from './node.ts'
import { loadUser } from './accounts/load-user.ts'
import { loadAuditEvent } from './audit/load-audit-event.ts'
import { loadDataset } from './catalogue/catalogue.resolver.ts'
import { loadJob, loadWorker } from './jobs/load-job.ts'
import { loadAnalysis } from './analyses/load-analysis.ts'
import { loadCheckpoint } from './checkpoints/load-checkpoint.ts'
import { loadModel } from './models/load-model.ts'
import { loadPairComparison } from './pair-comparisons/load-pair-comparison.ts'
import { loadProject } from './projects/load-project.ts'
import { loadRepresentation } from './representations/load-representation.ts'
import { loadBranch } from './runs/load-branch.ts'
import { loadRun } from './runs/load-run.ts'
import { loadWidth } from './widths/load-widths.ts'
import { loadSweep } from './sweeps/load-sweep.ts'
import { loadToken } from './tokens/load-token.ts'
import { loadUpload } from './uploads/upload.resolver.ts'

/** Loaders of all types that implement Node, by the type's name: a new type needs a line here. */
export const nodeLoaders: Readonly<Record<string, NodeLoader>> = {
  Project: loadProject,
  Model: loadModel,
  ModelWidth: loadWidth,
  TrainingRun: loadRun,
  RunBranch: loadBranch,
  Sweep: loadSweep,
  Job: loadJob,
  Worker: loadWorker,
  Dataset: loadDataset,
  Checkpoint: loadCheckpoint,
  User: loadUser,
  ApiToken: loadToken,
  Analysis: loadAnalysis,
  PairComparison: loadPairComparison,
  Representation: loadRepresentation,
  Upload: loadUpload,
  AuditEvent: loadAuditEvent,
}
