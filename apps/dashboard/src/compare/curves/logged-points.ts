import { CompareChangesDocument } from '@mitoscope/schema/documents'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSubscriptions } from '../../api/live.ts'
import type { Curves } from './curves.ts'
import { summarize, tFactors } from '../differences/difference.ts'

/** Milliseconds for which points are collected: drawing a hundred lines takes a while. */
const batchWindowMs = 2_000

/**
 * Points of a metric that runs log from now on; `missed` is called where some may have been lost on the way, or have no place
 * that their steps tell.
 */
export function useLogged(
  runIds: readonly string[],
  name: string | undefined,
  isOverSteps: boolean,
  missed: () => void,
): Logged {
  const [logged, setLogged] = useState<Logged>(new Map())
  const collected = useRef(new Map<string, Map<number, number | null>>())
  const told = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useMemo(
    () => (name === undefined ? [] : [{ runIds: [...runIds].sort(), name }]),
    [runIds, name],
  )
  const key = JSON.stringify([asked, isOverSteps])
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
      if (isOverSteps) setLogged(copy(collected.current))
      else missed()
    }, batchWindowMs)
  })
  return logged
}

function copy(collected: ReadonlyMap<string, ReadonlyMap<number, number | null>>): Logged {
  return new Map([...collected].map(([id, all]) => [id, new Map(all)]))
}

/** Values by step of each run, as they were logged. */
type Logged = ReadonlyMap<string, ReadonlyMap<number, number | null>>

/**
 * A line with the steps that were logged after it was read. Mean and spread are over the runs that have the step and did
 * not diverge, as the server computes them; the factor of the 95 % interval is that of an earlier step of as many runs, null where none is known.
 */
export function withLogged(curves: Curves, logged: Logged): Curves {
  const last = curves.x.at(-1) ?? -Infinity
  const own = curves.members.map(({ id }) => logged.get(id))
  const steps = [...new Set(own.flatMap((values) => [...(values?.keys() ?? [])]))]
    .filter((step) => step > last)
    .sort((a, b) => a - b)
  if (steps.length === 0) return curves
  const values = own.map((points) => steps.map((step) => points?.get(step) ?? null))
  const sound = values.filter((_, i) => !curves.members[i].diverged)
  const spreads = steps.map((_, at) => summarize(sound.map((points) => points[at])))
  const factors = tFactors([curves])
  return {
    x: [...curves.x, ...steps],
    mean: [...curves.mean, ...spreads.map(({ mean }) => mean)],
    std: [...curves.std, ...spreads.map(({ std }) => std)],
    sem: [...curves.sem, ...spreads.map(({ sem }) => sem)],
    ci95: [
      ...curves.ci95,
      ...spreads.map(({ n, sem }) => {
        const factor = factors.get(n)
        return sem === null || factor === undefined ? null : factor * sem
      }),
    ],
    n: [...curves.n, ...spreads.map(({ n }) => n)],
    members: curves.members.map((member, i) => ({ ...member, values: [...member.values, ...values[i]] })),
  }
}
