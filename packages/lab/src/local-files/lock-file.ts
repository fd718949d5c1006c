import { readFile, rm, writeFile } from 'node:fs/promises'

/**
 * Takes a lock file for this process; the returned function gives it back. Throws an Error when another process holds
 * it; `describe` words it, given that process. The lock of a process that has died is taken over.
 */
export async function lockFile(
  path: string,
  describe: (holder: number) => string,
): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(await readFile(path, 'utf8').catch(() => ''))
      if (attempt > 0 || isAlive(holder)) throw new Error(describe(holder))
      await rm(path, { force: true })
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
