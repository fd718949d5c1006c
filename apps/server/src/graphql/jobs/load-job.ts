import { findJobs, findJobsAtWork, findJobsOf, findWorkers } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Job } from './job.type.ts'
import { Worker } from './worker.type.ts'

/** Loads a job by its record id, in a batch with others of the request. */
export async function loadJob(context: Context, id: string): Promise<Job | undefined> {
  const record = await loadOne(context, fetchJobs, id)
  return record && new Job(record)
}

/** Loads the latest job of a run, analysis, comparison, sweep or checkpoint that the caller may read. */
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

function fetchJobs({ lab, actor }: Context, ids: readonly string[]) {
  return findJobs(lab, actor, ids)
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
