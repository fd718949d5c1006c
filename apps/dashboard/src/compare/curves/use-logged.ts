import { CompareChangesDocument } from '@mitoscope/schema/documents'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSubscriptions } from '../../api/live.ts'
import type { Logged } from './with-logged.ts'

/** Milliseconds for which points are collected: drawing a hundred lines takes a while. */
const batchWindowMs = 2_000

/** Points of a metric that runs log from now on; `missed` is called where some may have been lost on the way. */
export function useLogged(runIds: readonly string[], name: string | undefined, missed: () => void): Logged {
  const [logged, setLogged] = useState<Logged>(new Map())
  const collected = useRef(new Map<string, Map<number, number | null>>())
  const told = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useMemo(
    () => (name === undefined ? [] : [{ runIds: [...runIds].sort(), name }]),
    [runIds, name],
  )
  const key = JSON.stringify(asked)
  useEffect(() => {
    collected.current = new Map()
    told.current = new Set()
    setLogged(new Map())
    return () => {
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [key])
  useSubscriptions(CompareChangesDocument, asked, ({ metricsLogged: { runId, state, logged: points } }) => {
    // A run is told as it stands at first; once more means that points went by unseen, were replaced or cut off.
    if (state && told.current.has(runId)) {
      if (collected.current.delete(runId)) setLogged(copy(collected.current))
      missed()
    }
    if (state) told.current.add(runId)
    if (points.length === 0) return
    const own = collected.current.get(runId) ?? new Map<number, number | null>()
    for (const { steps, values } of points) steps.forEach((step, i) => own.set(step, values[i] ?? null))
    collected.current.set(runId, own)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      setLogged(copy(collected.current))
    }, batchWindowMs)
  })
  return logged
}

function copy(collected: ReadonlyMap<string, ReadonlyMap<number, number | null>>): Logged {
  return new Map([...collected].map(([id, all]) => [id, new Map(all)]))
}
