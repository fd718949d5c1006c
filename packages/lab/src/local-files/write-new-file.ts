import { randomUUID } from 'node:crypto'
import { link, open, rm } from 'node:fs/promises'
import { syncFolder } from './sync-folder.ts'
import { dirname } from 'node:path'

/** Codes of file systems that know no hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Makes a file unless there is one of that name, and says whether it did. It appears whole: it is written aside, flushed
 * to the disk and then linked into place, so that neither a full disk nor a power cut leaves an empty one. Rejects with
 * the file system's error.
 */
export async function writeNewFile(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.${randomUUID()}.tmp`
  try {
    await write(aside, content)
    return await place(aside, path, content)
  } finally {
    await rm(aside, { force: true })
  }
}

async function place(aside: string, path: string, content: string): Promise<boolean> {
  try {
    await link(aside, path)
    await syncFolder(dirname(path))
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!noLinks.has(code)) throw error
  }
  return writeInPlace(path, content)
}

/** The next best where files cannot be linked: only a process that is killed within the writing leaves half of one. */
async function writeInPlace(path: string, content: string): Promise<boolean> {
  try {
    await write(path, content)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function write(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}
