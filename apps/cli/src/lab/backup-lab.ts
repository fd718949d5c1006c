import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { lockFile } from '@mitoscope/lab/local-files'
import { openLab } from '@mitoscope/lab'
import { create, extract } from 'tar'

const lockName = 'server.lock'

/** Writes a lab's data folder into one archive. The lab must not be served meanwhile. */
export async function backUpLab(data: string, file: string): Promise<void> {
  const folder = resolve(data)
  if (!(await listFolder(folder)).includes('database')) {
    throw new Error(`${folder} does not hold a lab with an embedded database. Name its folder with --data.`)
  }
  const unlock = await lockFile(
    join(folder, lockName),
    (holder) => `${folder} is being served by ${holder}: stop that server, back up, and start it again`,
  )
  const target = resolve(file)
  const temporary = `${target}.${process.pid}.tmp`
  try {
    await mkdir(dirname(target), { recursive: true })
    const entries = (await readdir(folder)).filter((name) => name !== lockName)
    await create({ file: temporary, cwd: folder, gzip: true, portable: true }, entries)
    await rename(temporary, target)
  } finally {
    await rm(temporary, { force: true })
    await unlock()
  }
}

/**
 * Restores a backup into a new data folder. The folder is migrated under a temporary name and renamed at the end, so
 * that a backup that cannot be used leaves nothing behind.
 */
export async function restoreLab(file: string, data: string): Promise<void> {
  const folder = resolve(data)
  if ((await listFolder(folder)).length > 0) {
    throw new Error(`${folder} is not empty: a backup is restored into a new folder. Name one with --data.`)
  }
  const temporary = join(dirname(folder), `.${basename(folder)}.${process.pid}.restoring`)
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 })
    await extract({ file: resolve(file), cwd: temporary, strict: true, preservePaths: false })
    if (!(await readdir(temporary)).includes('database')) throw new Error('it does not contain a database')
    const lab = await openLab({ folder: temporary })
    await lab.close()
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } catch (error) {
    throw new Error(
      `${file} cannot be restored: ${(error as Error).message}. Give a file that mitoscope backup wrote.`,
      { cause: error },
    )
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Returns the names in a folder; none if it does not exist. */
function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => [])
}
