import { open, readFile } from 'node:fs/promises'
import { RemoteError } from '../remote/server-address.ts'
import { exitCodes } from '../terminal/exit-codes.ts'

/** Returns the text of a file named by the user. Rejects with RemoteError and a remedy if it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    rejectFile(error, path)
  }
}

/** Returns the content of a file; undefined if there is none. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Returns the length in bytes of a readable file. Rejects with RemoteError if it cannot be read. */
export async function measureFile(file: string): Promise<number> {
  try {
    const handle = await open(file)
    const stats = await handle.stat().finally(() => handle.close())
    if (stats.isDirectory()) throw Object.assign(new Error(file), { code: 'EISDIR' })
    return stats.size
  } catch (error) {
    rejectFile(error, file)
  }
}

/** Throws an error of the file system as RemoteError with a remedy, and any other error as it is. */
export function rejectFile(error: unknown, path: string): never {
  const explained = explainFileError(error, path)
  if (!explained) throw error
  throw new RemoteError(explained.message, explained.exitCode)
}

type Explain = (path: string) => string

const explanations: Readonly<Record<string, Explain>> = {
  ENOENT: (path) =>
    `${path}: there is no such file or folder. Check the name and the folder that you are in.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed. Name a file in it.`,
  ENOTDIR: (path) => `${path}: a part of this path is a file, not a folder. Check the path.`,
  EACCES: (path) =>
    `${path} cannot be opened: you lack the permission. Change its permissions, or name another.`,
  EPERM: (path) =>
    `${path} cannot be changed: you lack the permission. Change its permissions, or name another.`,
  EROFS: (path) => `${path} is on a read-only file system. Name a place that can be written to.`,
  ELOOP: (path) => `${path} is a link that leads back to itself. Name the file that it should lead to.`,
  EEXIST: (path) => `${path} exists and is not a folder. Name another.`,
  ENAMETOOLONG: (path) => `${path.slice(0, 80)}… is too long for a path. Choose a shorter name.`,
  EMFILE: (path) => `${path} cannot be opened: too many files are open. Raise the limit with ulimit -n.`,
  ENOSPC: (path) =>
    `${path} cannot be written: there is no space left on its disk. Free some, or name another disk.`,
}
/** Error codes that are not the user's mistake. */
const notUsersMistake = ['ENOSPC', 'EMFILE']

export interface Explained {
  readonly message: string
  readonly exitCode: number
}

/**
 * Returns the message and exit code for an error of the file system; undefined for any other error. `path` is used if
 * the error names none, as after reading from a folder.
 */
export function explainFileError(error: unknown, path?: string): Explained | undefined {
  const { code, path: named = path } = (error ?? {}) as NodeJS.ErrnoException
  if (code === undefined) return undefined
  const explain = explanations[code]
  if (!explain || named === undefined) return undefined
  const exitCode = notUsersMistake.includes(code) ? exitCodes.failed : exitCodes.wrongUse
  return { message: explain(named), exitCode }
}
