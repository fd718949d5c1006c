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

/** Rest after judging, as a multiple of the time that it took: where runs come all the time, others have the database. */
const restShare = 4
/** Milliseconds of the longest rest. */
const longestRest = 30_000

/**
 * Starts judging claims again as runs, analyses and reports come and go. First it judges every project, for what changed
 * while no server ran. A project whose claims cannot be judged holds up no other. Returns a function that stops it.
 */
export function followClaims(
  lab: Lab,
  { patience = 1_000, retryAfter = 10_000 }: Times = {},
): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  /** Projects, each with its sweeps that changed; undefined for all of them. */
  const changed = new Map<string, Set<string> | undefined>()
  let all = true
  let wake = () => {}
  const unsubscribe = lab.events.subscribe(
    ({ kind, id, projectId }) => {
      if (!judging.includes(kind)) return
      const sweeps = changed.has(projectId) ? changed.get(projectId) : new Set<string>()
      if (kind === 'sweep') sweeps?.add(id)
      changed.set(projectId, sweeps)
      wake()
    },
    () => {
      all = true
      wake()
    },
  )
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {}) // prettier-ignore
  /** Does some work, and asks for it again later if it fails. */
  const attempt = async (work: () => Promise<void>, again: () => void) => {
    try {
      await work()
    } catch (error) {
      lab.log.warn({ err: error }, 'Claims could not be judged again')
      void pause(retryAfter).then(() => {
        again()
        wake()
      })
    }
  }
  const judgeAll = async () => {
    for (const id of await listProjects(lab)) changed.set(id, undefined)
  }
  const work = (async () => {
    let rest = patience
    while (!signal.aborted) {
      if (!all && changed.size === 0) await new Promise<void>((resolve) => (wake = resolve))
      await pause(rest)
      const from = performance.now()
      if (all) {
        all = false
        await attempt(judgeAll, () => (all = true))
      }
      const projects = [...changed]
      changed.clear()
      for (const [id, sweeps] of projects) {
        if (signal.aborted) return
        const judge = () => judgeProject(lab, id, sweeps && [...sweeps], signal)
        await attempt(judge, () => changed.set(id, undefined))
      }
      rest = Math.max(patience, Math.min(longestRest, restShare * (performance.now() - from)))
    }
  })()
  return async () => {
    stopping.abort()
    unsubscribe()
    wake()
    await work
  }
}

/** Lists all projects. */
async function listProjects({ db }: Lab): Promise<string[]> {
  const projects = await db.selectFrom('project').select('id').where('deletedAt', 'is', null).execute()
  return projects.map(({ id }) => id)
}
