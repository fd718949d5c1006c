import type { Curves } from './curves.ts'
import { summarize, tFactors } from '../differences/difference.ts'

/** Values by step of each run, as they were logged. */
export type Logged = ReadonlyMap<string, ReadonlyMap<number, number | null>>

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
