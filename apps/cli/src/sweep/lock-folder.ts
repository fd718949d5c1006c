import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { SweepFolder } from './sweep-folder.ts'

/**
 * Takes a sweep's folder for this process; the returned function gives it back. Throws an Error when another process
 * is at work there. The lock of a process that has died is taken over.
 */
export async function lockFolder(folder: SweepFolder): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(folder.lock, String(process.pid), { flag: 'wx' })
      return () => rm(folder.lock, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = await readHolder(folder.lock)
      if (attempt > 0 || isAlive(holder)) {
        throw new Error(
          `${holder ? `Process ${holder}` : 'Another process'} is at work on the sweep in ${folder.root}. Wait for it, or ` +
            `choose another folder (if no sweep is running, remove ${folder.lock})`,
        )
      }
      await removeStale(folder.lock, holder)
    }
  }
}

/** The process in a lock; '' for one that is just being written, or just gone. */
function readHolder(lock: string): Promise<string> {
  return readFile(lock, 'utf8').catch(() => '')
}

/** Moves the lock away first: of several that found it stale, one succeeds, and sees whether it still is the same. */
async function removeStale(lock: string, holder: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`
  const moved = await rename(lock, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  if ((await readHolder(aside)) === holder) await rm(aside, { force: true })
  else await rename(aside, lock)
}

function isAlive(holder: string): boolean {
  const pid = Number(holder)
  // Not a number yet: whoever takes the lock is about to write it.
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, but someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
