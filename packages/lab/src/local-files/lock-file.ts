import { readFile, rm, writeFile } from 'node:fs/promises'

/**
 * Takes a lock file for this process; the returned function gives it back. Throws an Error when another process holds
 * it; `describe` words it, given that process. The lock of a process that has died is taken over, also where its
 * number is another's by now: after a restart of the machine, or of a container where numbers are the same each time.
 */
export async function lockFile(
  path: string,
  describe: (holder: number) => string,
): Promise<() => Promise<void>> {
  const own = `${process.pid} ${await birthOf(process.pid)}`
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, own, { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [holder, birth = ''] = (await readFile(path, 'utf8').catch(() => '')).split(' ')
      if (attempt > 0 || (await isAlive(Number(holder), birth))) throw new Error(describe(Number(holder)))
      await rm(path, { force: true })
    }
  }
}

async function isAlive(pid: number, birth: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
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
