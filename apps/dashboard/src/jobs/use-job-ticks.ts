import { JobTicksDocument, type JobTickFragment } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useSubscriptions } from '../api/live.ts'
import { addTicks, toNews, type Ticks } from './job-ticks.ts'

/** So many milliseconds of messages are drawn at once. */
const together = 250

/**
 * What the jobs of projects do, as it comes. `jobs` are those that have been read; `onNews` hears of others and of
 * changed states, for which there is more to read.
 */
export function useJobTicks(
  projectIds: readonly string[],
  jobs: readonly JobTickFragment[],
  onNews: (news: 'new' | 'changed') => void,
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
    const news = toNews(tick, states.current.get(tick.id))
    states.current.set(tick.id, { state: tick.state })
    if (news) onNews(news)
    waiting.current.push(tick)
    if (waiting.current.length > 1) return
    timer.current = setTimeout(() => {
      const heard = waiting.current
      waiting.current = []
      setTicks((known) => addTicks(known, heard))
    }, together)
  })
  return ticks
}
