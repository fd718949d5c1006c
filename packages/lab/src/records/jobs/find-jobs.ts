import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'

/** Returns the job; undefined if it does not exist or the actor may not read it. */
export async function findJob(lab: Lab, actor: Actor, id: string): Promise<Job | undefined> {
  return (await findJobs(lab, actor, [id])).get(id)
}

/** Finds jobs by id, if the actor may read them, in one statement. */
export const findJobs = finderOf('job')

export const jobNoun: Noun = { table: 'job', description: 'Job of a worker', words: ['job'] }

/**
 * Finds the latest job of each of the records, in one statement. The caller may read these.
 */
export async function findJobsOf(lab: Lab, subjectIds: readonly string[]): Promise<Map<string, Job>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await lab.db
    .selectFrom('job')
    .selectAll()
    .distinctOn('subjectId')
    .where('subjectId', 'in', subjectIds)
    .orderBy('subjectId')
    .orderBy('createdAt', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.subjectId, row]))
}
