import { setTimeout as sleep } from 'node:timers/promises'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { judgeProject } from './judge-again.ts'

/** Kinds of records by whose changes a claim may turn. */
const judging: readonly LabEvent['kind'][] = ['analysis', 'trainingRun', 'sweep', 'representation']

interface Times {
  /** Milliseconds for which changes gather before a project is judged; 1,000 by default. */
  readonly patience?: number
  /** Milliseconds after which everything is judged again that could not be; 10,000 by default. */
  readonly retryAfter?: number
}

/**
 * Starts judging claims again as runs, analyses and reports come and go. First it judges every project, for what changed
 * while no server ran. Returns a function that stops it.
 */
export function followClaims(
  lab: Lab,
  { patience = 1_000, retryAfter = 10_000 }: Times = {},
): () => Promise<void> {
  const stopping = new AbortController()
  /** Projects, each with its sweeps that changed. */
  const changed = new Map<string, Set<string>>()
  let all = true
  let wake = () => {}
  const unsubscribe = lab.events.subscribe(
    ({ kind, id, projectId }) => {
      if (!judging.includes(kind)) return
      const sweeps = changed.get(projectId) ?? new Set<string>()
      if (kind === 'sweep') sweeps.add(id)
      changed.set(projectId, sweeps)
      wake()
    },
    () => {
      all = true
      wake()
    },
  )
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {}) // prettier-ignore
  const work = (async () => {
    while (!stopping.signal.aborted) {
      if (!all && changed.size === 0) await new Promise<void>((resolve) => (wake = resolve))
      await pause(patience)
      if (stopping.signal.aborted) return
      try {
        const projects: readonly (readonly [string, ReadonlySet<string> | undefined])[] = all
          ? await listProjects(lab)
          : [...changed]
        all = false
        changed.clear()
        for (const [id, sweeps] of projects) {
          if (stopping.signal.aborted) return
          await judgeProject(lab, id, sweeps && [...sweeps])
        }
      } catch (error) {
        all = true
        lab.log.warn({ err: error }, 'Claims could not be judged again')
        await pause(retryAfter)
      }
    }
  })()
  return async () => {
    stopping.abort()
    unsubscribe()
    wake()
    await work
  }
}

/** Lists all projects, to be judged with all their sweeps. */
async function listProjects({ db }: Lab): Promise<(readonly [string, undefined])[]> {
  const projects = await db.selectFrom('project').select('id').where('deletedAt', 'is', null).execute()
  return projects.map(({ id }) => [id, undefined])
}
