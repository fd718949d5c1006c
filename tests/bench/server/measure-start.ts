import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { residentBytes } from '../process-memory.ts'
import { quantile, say, type Figure } from './figure.ts'
import { serve } from './serve.ts'

const target = 5
const settled = 15_000

/**
 * Measures the time from the start of the program until it is ready, on a folder with a lab and on a new
 * one, and its memory when idle.
 */
export async function measureStart(existing: string, folder: string): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const again: number[] = []
  const fresh: number[] = []
  let memory: Figure[] = []
  // Writes of the seeding are still on their way to the disk.
  await sleep(settled)
  for (let i = 0; i < 3; i++) {
    const old = await serve(existing)
    again.push(old.startMs / 1_000)
    if (i === 0) {
      say('idle memory')
      await sleep(settled)
      memory = readMemory(old.pid)
    }
    await old.end('SIGTERM')
    const young = await serve(join(folder, `new-${i}`))
    fresh.push(young.startMs / 1_000)
    await young.end('SIGTERM')
  }
  const figure = (what: string, seconds: number[]): Figure => ({
    what,
    target: `≤ ${target} s`,
    measured: `${quantile(seconds, 0.5).toFixed(2)} s (${seconds.map((s) => s.toFixed(2)).join(', ')})`,
    met: quantile(seconds, 0.5) <= target,
  })
  return [
    {
      ...figure('cold start of `serve`, existing folder', again),
      how: 'From starting the process to the first 200 of /readyz; the median of three. The existing folder is that with the 10,000 runs, closed properly. Sources are compiled as they load; the compiled ones may be in the cache of an earlier start.',
    },
    figure('cold start of `serve`, new folder', fresh),
    ...memory,
  ]
}

function readMemory(pid: number): Figure[] {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  return [
    {
      what: 'idle memory (resident), the server’s process',
      target: '',
      measured: megabytes(residentBytes(pid, false)),
      how: `${settled / 1_000} s after the start on the existing folder, with the worker embedded and the database in the process.`,
    },
    {
      what: 'idle memory (resident), all its processes',
      target: '',
      measured: megabytes(residentBytes(pid)),
      how: 'Pages that processes share count for each.',
    },
  ]
}
