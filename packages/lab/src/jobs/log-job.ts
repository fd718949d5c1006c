import type { Queries } from '../database/database.ts'

const longest = 4_000

/** Adds a line that people read beside the job. */
export async function logJob(db: Queries, jobId: string, message: string): Promise<void> {
  await db
    .insertInto('jobLog')
    .values({ jobId, message: message.slice(0, longest) })
    .execute()
}
