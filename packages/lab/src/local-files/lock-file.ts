import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'

/**
 * Takes a lock file for this process; the returned function gives it back. Throws an Error when another process holds
 * it; `describe` words it, given "process 123" or "another process". The lock of a process that has died is taken over,
 * also where its number is another's by now: after a restart of the machine, or of a container where numbers are the
 * same each time.
 */
export async function lockFile(
  path: string,
  describe: (holder: string) => string,
): Promise<() => Promise<void>> {
  const own = `${process.pid} ${await birthOf(process.pid)}`
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, own, { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = await readHolder(path)
      if (attempt > 0 || (await isAlive(holder))) {
        const pid = holder.split(' ')[0]
        throw new Error(describe(pid ? `process ${pid}` : 'another process'))
      }
      await removeStale(path, holder)
    }
  }
}

/** What stands in a lock; '' for one that is just being written, or just gone. */
function readHolder(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/** Moves the lock away first: of several that found it stale, one succeeds, and sees whether it still is the same. */
async function removeStale(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  if ((await readHolder(aside)) === holder) await rm(aside, { force: true })
  else await rename(aside, path)
}

async function isAlive(holder: string): Promise<boolean> {
  const [number, birth = ''] = holder.split(' ')
  const pid = Number(number)
  // Not a number yet: whoever takes the lock is about to write it.
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Alive, but someone else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return birth === '' || birth === (await birthOf(pid))
}

/** What tells a process from another that has its number later; empty where the system does not say. */
async function birthOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The fields after the command's name, which may have spaces; the 20th of them is when it started.
    return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}
