import type { Queries } from '../database/database.ts'

const longest = 4_000

/** Appends lines to a job's log. */
export async function logJob(db: Queries, jobId: string, message: string): Promise<void> {
  await db
    .insertInto('jobLog')
    .values(message.split('\n').map((line) => ({ jobId, message: line.slice(0, longest) })))
    .execute()
}
