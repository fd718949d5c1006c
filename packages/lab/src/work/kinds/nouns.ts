import type { JobKinds } from '../../platform/lab/lab.ts'
import { withJobs, type Noun } from '../../platform/lab/noun.ts'
import { analysisNoun } from '../../records/analyses/find-analyses.ts'
import { checkpointNoun } from '../../records/checkpoints/find-checkpoints.ts'
import { claimNoun } from '../../records/claims/find-claims.ts'
import { jobNoun } from '../../records/jobs/find-jobs.ts'
import { modelNoun } from '../../records/models/find-models.ts'
import { pairComparisonNoun } from '../../records/pair-comparisons/find-pair-comparisons.ts'
import { projectNoun } from '../../records/projects/find-projects.ts'
import { representationNoun } from '../../records/representations/find-representations.ts'
import { runNoun } from '../../records/runs/find-runs.ts'
import { sweepNoun } from '../../records/sweeps/find-sweeps.ts'
import { analyzeKind } from './analyze-kind.ts'
import { compareKind } from './compare-kind.ts'
import { reportKind } from './report-kind.ts'
import { representKind } from './represent-kind.ts'
import { trainKind } from './train-kind.ts'

/** All nouns, what belongs to another one after it. */
export const nouns: readonly Noun[] = [
  projectNoun,
  modelNoun,
  sweepNoun,
  runNoun,
  checkpointNoun,
  representationNoun,
  analysisNoun,
  pairComparisonNoun,
  claimNoun,
  jobNoun,
]

/** Nouns with a job. */
export const jobNouns = withJobs(nouns)

/** Lifecycle of each kind of job: a new kind is a file, its computation in ../compute, and a line here. */
export const jobKinds: JobKinds = {
  train: trainKind,
  analyze: analyzeKind,
  report: reportKind,
  represent: representKind,
  compare: compareKind,
}
