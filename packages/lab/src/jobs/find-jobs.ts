import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import type { Job } from './job.ts'

/** Returns the job; undefined if it does not exist or the actor may not read it. */
export async function findJob(lab: Lab, actor: Actor, id: string): Promise<Job | undefined> {
  return (await findJobs(lab, actor, [id])).get(id)
}

/** Finds jobs by id, if the actor may read them, in one statement. */
export async function findJobs(lab: Lab, actor: Actor, ids: readonly string[]): Promise<Map<string, Job>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('job').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

/**
 * Finds the latest job of each run, analysis, comparison, sweep or checkpoint, in one statement. The caller
 * may read the subjects.
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
