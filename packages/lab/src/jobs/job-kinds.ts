import { analyzeKind } from '../analyses/analyze-kind.ts'
import { reportKind } from '../reports/report-kind.ts'
import { representKind } from '../checkpoints/represent-kind.ts'
import { compareKind } from '../pair-comparisons/compare-kind.ts'
import { trainKind } from '../training/train-kind.ts'
import type { JobKindName } from './job.ts'
import type { JobKind } from './job-kind.ts'

/** Lifecycles by kind of job: a new kind is a file, its body in ../compute, and a line here. */
export const jobKinds: Readonly<Partial<Record<JobKindName, JobKind>>> = {
  train: trainKind,
  analyze: analyzeKind,
  report: reportKind,
  represent: representKind,
  compare: compareKind,
}
