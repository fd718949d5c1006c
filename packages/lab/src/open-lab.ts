/** Entry point for opening a lab without the rest of the domain. */
import { openLabWith, type Lab, type LabOptions } from './platform/lab/lab.ts'
import { jobKinds, nouns } from './work/kinds/nouns.ts'

export type { Lab, LabOptions }

/** Opens the lab in a folder, or on the servers named by DATABASE_URL and MITOSCOPE_BLOBS, for all nouns and kinds of jobs. */
export function openLab(options: LabOptions): Promise<Lab> {
  return openLabWith({ nouns, kinds: jobKinds }, options)
}
