import { JobTicksDocument, type JobTickFragment } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useSubscriptions } from '../api/live.ts'
import { addTicks, toJobChange, type Ticks } from './job-ticks.ts'

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
  useSubscriptions(JobTicksDocument, variables, ({ projectJobUpdated: tick }) => {
    const change = toJobChange(tick, states.current.get(tick.id))
    states.current.set(tick.id, { state: tick.state })
    if (change) onChange(change)
    waiting.current.push(tick)
    if (waiting.current.length > 1) return
    timer.current = setTimeout(() => {
      const heard = waiting.current
      waiting.current = []
      setTicks((known) => addTicks(known, heard))
    }, batchWindowMs)
  })
  return ticks
}
