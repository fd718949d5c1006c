import { exitCodes } from '../terminal/exit-codes.ts'

type Explain = (path: string) => string

const explanations: Readonly<Record<string, Explain>> = {
  ENOENT: (path) =>
    `${path}: there is no such file or folder. Check the name and the folder that you are in.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed. Name a file in it.`,
  ENOTDIR: (path) => `${path}: a part of this path is a file, not a folder. Check the path.`,
  EACCES: (path) => `${path} may not be opened by you. Change its permissions, or name another.`,
  EPERM: (path) => `${path} may not be changed by you. Change its permissions, or name another.`,
  EROFS: (path) => `${path} is on a read-only file system. Name a place that can be written to.`,
  ELOOP: (path) => `${path} is a link that leads back to itself. Name the file that it is to stand for.`,
  EEXIST: (path) => `${path} is there already, and is no folder. Name another.`,
  ENAMETOOLONG: (path) => `${path.slice(0, 80)}… is too long for a path. Choose a shorter name.`,
  EMFILE: (path) => `${path} cannot be opened: too many files are open. Raise the limit with ulimit -n.`,
  ENOSPC: (path) =>
    `${path} cannot be written: there is no space left on its disk. Free some, or name another disk.`,
}
/** Error codes that are not the caller's mistake. */
const notTheirs = ['ENOSPC', 'EMFILE']

export interface Explained {
  readonly message: string
  readonly exitCode: number
}

/**
 * An error of the file system in a sentence with its remedy; undefined for any other error.
 * `path` stands in where the error names none, as after reading from a folder.
 */
export function explainFileError(error: unknown, path?: string): Explained | undefined {
  const { code, path: named = path } = (error ?? {}) as NodeJS.ErrnoException
  if (code === undefined) return undefined
  const explain = explanations[code]
  if (!explain || named === undefined) return undefined
  const exitCode = notTheirs.includes(code) ? exitCodes.failed : exitCodes.wrongUse
  return { message: explain(named), exitCode }
}
