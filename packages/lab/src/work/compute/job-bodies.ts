import type { JobKindName } from '../../platform/queue/job.ts'
import { analyze } from './analyze.ts'
import { compare } from './compare.ts'
import type { JobBody } from './job-body.ts'
import { report } from './report.ts'
import { represent } from './represent.ts'
import { train } from './train.ts'

/**
 * Computation of each kind of job. This file loads the tensor library, so only the compute process may import
 * it.
 */
export const jobBodies: Readonly<Record<JobKindName, JobBody>> = {
  train,
  analyze,
  report,
  represent,
  compare,
}
