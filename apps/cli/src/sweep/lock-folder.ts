import { readFile, rm, writeFile } from 'node:fs/promises'
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
      const holder = Number(await readFile(folder.lock, 'utf8').catch(() => ''))
      if (attempt > 0 || isAlive(holder)) {
        throw new Error(
          `Process ${holder} is at work on the sweep in ${folder.root}. Wait for it, or choose another folder ` +
            `(if no sweep is running, remove ${folder.lock})`,
        )
      }
      await rm(folder.lock, { force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, but someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
