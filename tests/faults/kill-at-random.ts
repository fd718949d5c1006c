import { setTimeout as sleep } from 'node:timers/promises'
import { ask, untilAnswered } from './api.ts'
import type { Acknowledged } from './clients.ts'
import { findCompute } from './find-compute.ts'
import type { KeptProcess } from './kept-process.ts'

export interface Victims {
  readonly server: KeptProcess
  /** The process whose compute process is killed: the server itself where it works off jobs. */
  readonly worker: KeptProcess
}

/** Kills so many times and tells how often what. Between two kills something is acknowledged, mostly. */
export async function killAtRandom(
  kills: number,
  { server, worker }: Victims,
  acknowledged: Acknowledged,
  random: () => number,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = { server: 0, compute: 0, ...(worker !== server && { worker: 0 }) }
  const targets = Object.keys(counts)
  let [batches, analyses, since] = [0, 0, 0]
  for (let n = 0; n < kills; n++) {
    if (n % targets.length === 0) shuffle(targets, random)
    const target = targets[n % targets.length]
    const [patience, pause] = [random(), random() * 700]
    // Some fall on a process that just starts; for the others the clients get on first, and now and then the jobs.
    if (patience > 0.15) await until(() => acknowledged.batches.length > batches)
    if (patience > 0.7 || since >= 3) {
      await until(() => acknowledged.analyses.size > analyses)
      since = 0
    }
    ;[batches, analyses, since] = [acknowledged.batches.length, acknowledged.analyses.size, since + 1]
    await sleep(pause)
    if (target === 'compute') await killCompute(server, worker)
    else if (target === 'server') await server.kill()
    else await worker.kill()
    counts[target]++
  }
  return counts
}

/** Not in the last attempt of a job: that a compute process dies counts against what it computes. */
async function killCompute(server: KeptProcess, worker: KeptProcess): Promise<void> {
  for (;;) {
    if (!worker.current().isAlive()) throw new Error(`It ended by itself: ${worker.current().log()}`)
    const { jobs } = await untilAnswered(async () =>
      ask(
        await server.ready(),
        '{ jobs(filter: { state: { eq: RUNNING } }) { nodes { attempt maxAttempts } } }',
      ),
    )
    const [pid] = await findCompute(worker.current().pid)
    const spared = jobs.nodes.some((job: Record<string, number>) => job.attempt >= job.maxAttempts)
    if (pid !== undefined && !spared && kill(pid)) return
    await sleep(50)
  }
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

function shuffle(names: string[], random: () => number): void {
  for (let i = names.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[names[i], names[j]] = [names[j], names[i]]
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20)
}
