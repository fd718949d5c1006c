import type { JobTickFragment } from '@mitoscope/schema/documents'

/** Last message about each job, by the id of the job. */
export type Ticks = ReadonlyMap<string, JobTickFragment>

/** The same with what is newly heard. Of two messages on one job the later counts, in whichever order they come. */
export function addTicks(ticks: Ticks, heard: Iterable<JobTickFragment>): Ticks {
  const all = new Map(ticks)
  for (const tick of heard) {
    const known = all.get(tick.id)
    if (!known || known.updatedAt <= tick.updatedAt) all.set(tick.id, tick)
  }
  return all
}

/** Jobs that were read, with what has been heard of them since: none of them twice, none lost. */
export function applyTicks<J extends JobTickFragment>(jobs: readonly J[], ticks: Ticks): J[] {
  return jobs.map((job) => {
    const tick = ticks.get(job.id)
    return tick && tick.updatedAt > job.updatedAt ? { ...job, ...tick } : job
  })
}

/** Returns "new" for a job that was not known, "changed" for another state, and undefined for progress within a state. */
export function toJobChange(
  tick: JobTickFragment,
  known: Pick<JobTickFragment, 'state'> | undefined,
): 'new' | 'changed' | undefined {
  if (!known) return 'new'
  return known.state === tick.state ? undefined : 'changed'
}
