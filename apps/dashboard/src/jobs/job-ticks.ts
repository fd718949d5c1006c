import { JobTicksDocument, JobProjectsDocument, type JobTickFragment } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState, useMemo } from 'react'
import { useQuery } from 'urql'
import { useSubscriptions } from '../api/live.ts'

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

/** Milliseconds between two drawings of the messages. */
const batchWindowMs = 250

/**
 * Live messages about the jobs of projects. `jobs` are those that were fetched; `onChange` is told of others and of
 * changed states, for which there is more to read.
 */
export function useJobTicks(
  projectIds: readonly string[],
  jobs: readonly JobTickFragment[],
  onChange: (change: 'new' | 'changed') => void,
): Ticks {
  const [ticks, setTicks] = useState<Ticks>(new Map())
  const waiting = useRef<JobTickFragment[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const states = useRef(new Map<string, Pick<JobTickFragment, 'state'>>())
  useEffect(() => {
    for (const { id, state } of jobs) if (!states.current.has(id)) states.current.set(id, { state })
  }, [jobs])
  useEffect(() => () => clearTimeout(timer.current), [])
  const variables = projectIds.map((projectId) => ({ projectId }))
  useSubscriptions(JobTicksDocument, variables, ({ jobsUpdated: { jobs: heardNow } }) => {
    if (heardNow.length === 0) return
    for (const tick of heardNow) {
      const change = toJobChange(tick, states.current.get(tick.id))
      states.current.set(tick.id, { state: tick.state })
      if (change) onChange(change)
    }
    const isWaiting = waiting.current.length > 0
    waiting.current.push(...heardNow)
    if (isWaiting) return
    timer.current = setTimeout(() => {
      const heard = waiting.current
      waiting.current = []
      setTicks((known) => addTicks(known, heard))
    }, batchWindowMs)
  })
  return ticks
}

const none: readonly string[] = []
// The first project changes this answer, though it holds none.
const context = { additionalTypenames: ['Project'] }

/** Ids of the projects whose jobs one may follow; those beyond 400 are not followed. */
export function useJobProjects(): readonly string[] {
  const [{ data }] = useQuery({ query: JobProjectsDocument, context })
  return useMemo(() => data?.projects.nodes.map(({ id }) => id) ?? none, [data])
}
