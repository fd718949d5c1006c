import { mkdir, readFile, readlink, rm, rmdir, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { isProcessAlive } from '@mitoscope/tensor/processes'
import { LabError } from '../errors/lab-error.ts'
import { writeNewFile } from './write-new-file.ts'

/**
 * Acquires a lock file for this process; returns a function that releases it. Throws FileInUse if another
 * process holds the lock; `describe` starts its message, given "process 123" or "another process", and the
 * file and the remedy follow. The lock of a dead process is taken over, even if its process id is in use
 * again: after a restart of the machine, or in a container, where ids repeat. So is an old lock that names no
 * process, which a full disk or a power cut leaves. A process of another machine or container is invisible;
 * its lock is alive as long as it is touched.
 */
export async function lockFile(
  path: string,
  describe: (holder: string) => string,
): Promise<() => Promise<void>> {
  const own = `${process.pid} ${await startTimeOf(process.pid)} ${await machineId()}`
  for (let attempt = 0; ; attempt++) {
    if (await createUnlessHeld(path, own, describe)) return holdLock(path, own)
    const holder = await readHolder(path)
    if (holder === undefined) {
      if (attempt === maxAttempts) throw notAFile(path)
      continue
    }
    if (attempt === maxAttempts || (await isAlive(path, holder))) {
      throw heldError(holder, path, describe)
    }
    await removeStale(path, holder)
  }
}

/**
 * Creates the lock unless it exists. If the disk is full, a process that already holds the lock takes
 * precedence.
 */
async function createUnlessHeld(
  path: string,
  own: string,
  describe: (holder: string) => string,
): Promise<boolean> {
  try {
    return await writeNewFile(path, own)
  } catch (error) {
    const holder = await readHolder(path)
    if (holder !== undefined && (await isAlive(path, holder))) throw heldError(holder, path, describe)
    throw error
  }
}

function heldError(holder: string, path: string, describe: (holder: string) => string): FileInUse {
  const pid = parsePid(holder)
  return new FileInUse(
    `${describe(pid === undefined ? 'another process' : `process ${pid}`)}. The lock is ${path}: ` +
      'remove it if that process does not run any more',
  )
}

/** Returns the error for a path that is not a file: a folder, or a broken link. */
function notAFile(path: string): LabError {
  return new LabError(
    'BAD_USER_INPUT',
    `${path} is not a file, but the lock of the folder belongs there. Move it away, and start again.`,
  )
}

/** Touches the lock until it is released, for processes that cannot see this one. */
function holdLock(path: string, own: string): () => Promise<void> {
  const timer = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, touchIntervalMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return removeOwn(path, own)
  }
}

/** Error for a lock that another process holds. */
export class FileInUse extends Error {}

async function removeOwn(path: string, own: string): Promise<void> {
  if ((await readHolder(path)) === own) await rm(path, { force: true })
}

/** Attempts to take over a stale lock, while other processes try the same. */
const maxAttempts = 100
const retryPauseMs = 20
const abandonedAfterMs = 10_000
const touchIntervalMs = 5_000
/** Milliseconds without a touch after which a lock of another machine counts as abandoned. */
const staleAfterMs = 30_000

/** Reads a lock; undefined if it no longer exists. */
async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'EISDIR' || code === 'ELOOP' || code === 'ENXIO') throw notAFile(path)
    throw error
  }
}

/** Parses the process id in a lock; undefined if there is none. */
function parsePid(holder: string): number | undefined {
  const pid = Number(holder.split(' ')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/**
 * Removes a dead process's lock, one process at a time: the process that created the folder beside it checks
 * the lock again first, so that a lock acquired meanwhile stays.
 */
async function removeStale(path: string, holder: string): Promise<void> {
  const removing = `${path}.removing`
  try {
    await mkdir(removing)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    // Removing takes no time: whoever began it so long ago died over it.
    if (await isOld(removing)) await rmdir(removing).catch(() => {})
    else await sleep(retryPauseMs)
    return
  }
  try {
    if ((await readHolder(path)) === holder) await rm(path, { force: true })
  } finally {
    await rmdir(removing)
  }
}

/** Returns true if the lock is older than any write or removal takes, or has a time in the future. */
async function isOld(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => undefined)
  return made !== undefined && Math.abs(Date.now() - made.mtimeMs) > abandonedAfterMs
}

async function isAlive(path: string, holder: string): Promise<boolean> {
  const pid = parsePid(holder)
  // Whoever writes a lock in place, where files cannot be linked, takes no time over it.
  if (pid === undefined) return !(await isOld(path))
  const [, birth = '', place = ''] = holder.split(' ')
  if (place !== '' && place !== (await machineId())) return awaitTouch(path)
  if (!isProcessAlive(pid)) return false
  return birth === '' || birth === (await startTimeOf(pid))
}

/** Waits until a lock of another machine is touched, or counts as abandoned. */
async function awaitTouch(path: string): Promise<boolean> {
  const made = await stat(path).catch(() => undefined)
  for (let known = made; known;) {
    if (Math.abs(Date.now() - known.mtimeMs) > staleAfterMs) return false
    await sleep(touchIntervalMs / 5)
    const now = await stat(path).catch(() => undefined)
    if (now && now.mtimeMs !== known.mtimeMs) return true
    known = now
  }
  return false
}

/** Returns the machine and container of this process, within which process ids are unique. */
async function machineId(): Promise<string> {
  const container = await readlink('/proc/self/ns/pid').catch(() => '')
  return `${hostname()}/${container}`.replaceAll(/\s/g, '-')
}

/**
 * Returns a value that distinguishes a process from a later one with the same id; empty if the system
 * provides none.
 */
async function startTimeOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The fields after the command's name, which may have spaces; the 20th of them is when it started.
    return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}
