import { findJobs, findJobsAtWork, findJobsOf, findWorkers } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loaderOf, loadOne } from '../loaders.ts'
import { Job } from './job.type.ts'
import { Worker } from './worker.type.ts'

export const loadJob = loaderOf(findJobs, Job)

/** Loads the latest job of a record that the caller may read. */
export async function loadJobOf(context: Context, subjectId: string): Promise<Job | undefined> {
  const record = await loadOne(context, fetchJobsOf, subjectId)
  return record && new Job(record)
}

export async function loadWorker(context: Context, id: string): Promise<Worker | undefined> {
  const record = await loadOne(context, fetchWorkers, id)
  return record && new Worker(record)
}

/** Loads the job that a worker executes; undefined also if the caller may not read that job. */
export async function loadJobAtWork(context: Context, workerId: string): Promise<Job | undefined> {
  const id = await loadOne(context, fetchJobsAtWork, workerId)
  return id === undefined ? undefined : loadJob(context, id)
}

function fetchJobsOf({ lab }: Context, ids: readonly string[]) {
  return findJobsOf(lab, ids)
}

function fetchWorkers({ lab }: Context, ids: readonly string[]) {
  return findWorkers(lab, ids)
}

function fetchJobsAtWork({ lab }: Context, ids: readonly string[]) {
  return findJobsAtWork(lab, ids)
}
