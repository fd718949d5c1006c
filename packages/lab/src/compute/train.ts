import type { JobBody } from './job-body.ts'

/** Trains one run. */
export const train: JobBody = async () => ({})
