import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { isProcessAlive } from '../processes/is-process-alive.ts'

const heartbeatMs = 5_000
const staleMs = 60_000

/**
 * Runs `work` while holding a lock file, so that two set-ups never write at the same time. A lock is taken over if its
 * process has ended, or if it was not touched for a minute (a lock of another machine, on a shared disk).
 */
export async function withSetUpLock<T>(
  file: string,
  work: () => Promise<T>,
  waiting?: () => void,
): Promise<T> {
  const token = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() })
  let told = false
  while (!(await take(file, token))) {
    if (await isStale(file)) {
      await removeStale(file)
      continue
    }
    if (!told) waiting?.()
    told = true
    await sleep(500)
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), heartbeatMs)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if ((await read(file)) === token) await rm(file, { force: true })
  }
}

/** Creates the lock with its content in one step (a temporary file, then a link), so that no reader sees it empty. */
async function take(file: string, token: string): Promise<boolean> {
  const aside = `${file}.${randomUUID()}`
  try {
    await writeFile(aside, token, { flush: true })
    await link(aside, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

async function isStale(file: string): Promise<boolean> {
  const content = await read(file)
  if (content === undefined) return false
  const age = await stat(file).then(
    (entry) => Date.now() - entry.mtimeMs,
    () => 0,
  )
  if (age > staleMs) return true
  const owner = parse(content)
  return owner !== undefined && owner.host === hostname() && !isProcessAlive(owner.pid)
}

/** Moves the stale lock away first, because only one of several waiting processes succeeds in that. */
async function removeStale(file: string): Promise<void> {
  const before = await read(file)
  const aside = `${file}.${randomUUID()}`
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  // Another process took over between the read and the move, so its lock is restored.
  if ((await read(aside)) !== before) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

function parse(content: string): { pid: number; host: string } | undefined {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
