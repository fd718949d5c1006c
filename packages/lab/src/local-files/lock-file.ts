import { mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

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
    }
    const holder = await readHolder(path)
    if (attempt === mostAttempts || (await isAlive(holder))) {
      const pid = holder.split(' ')[0]
      throw new Error(describe(pid ? `process ${pid}` : 'another process'))
    }
    await removeStale(path, holder)
  }
}

/** Of taking a stale lock over, while others try the same. */
const mostAttempts = 100
const pause = 20
const longGone = 10_000

/** What stands in a lock; '' for one that is just being written, or just gone. */
function readHolder(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/**
 * Removes a dead process's lock, one process at a time: whoever has made the folder beside it looks again first, so that
 * a lock that was taken meanwhile stays.
 */
async function removeStale(path: string, holder: string): Promise<void> {
  const removing = `${path}.removing`
  try {
    await mkdir(removing)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const made = await stat(removing).catch(() => undefined)
    // Removing takes no time: whoever began it so long ago died over it.
    if (made && Date.now() - made.mtimeMs > longGone) await rmdir(removing).catch(() => {})
    else await sleep(pause)
    return
  }
  try {
    if ((await readHolder(path)) === holder) await rm(path, { force: true })
  } finally {
    await rmdir(removing)
  }
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
