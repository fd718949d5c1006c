import type { JobKindName } from '../jobs/job.ts'
import { analyze } from './analyze.ts'
import { compare } from './compare.ts'
import type { JobBody } from './job-body.ts'
import { report } from './report.ts'
import { represent } from './represent.ts'
import { train } from './train.ts'

/** How each kind of job is computed. This loads the tensor library: only the compute process imports it. */
export const jobBodies: Readonly<Partial<Record<JobKindName, JobBody>>> = {
  train,
  analyze,
  report,
  represent,
  compare,
}
