import type { JobKind } from '../jobs/job-kind.ts'

/** Training one run. */
export const trainKind: JobKind = {
  describe: async () => ({}),
  started: async () => {},
  finish: async () => {},
  end: async () => {},
}
