import { randomUUID } from 'node:crypto'
import { link, open, rm } from 'node:fs/promises'
import { syncFolder } from './sync-folder.ts'
import { dirname } from 'node:path'

/** Error codes of file systems without hard links. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Creates a file unless the name exists; returns true if it did. The file appears complete: it is written
 * under a temporary name, flushed to the disk and then linked, so that neither a full disk nor a power cut
 * leaves an empty one. Rejects with the file system's error.
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

/**
 * Writes the file in place, if files cannot be linked: only a process killed during the write leaves half of
 * it.
 */
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
