import { badInput } from '../errors/lab-error.ts'

export interface Announcement {
  readonly runId: string
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 in hex. */
  readonly hash: string
  readonly epoch?: number | null
}

const longestName = 255
const mostBytes = 1e12

/** Validates and normalises a declaration. Throws BAD_USER_INPUT if no file can match it. */
export function readAnnouncement(given: Announcement): Announcement {
  const { bytes, epoch } = given
  // Folders and control characters are of no use in a name.
  const fileName = (given.fileName.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').trim()
  const hash = given.hash.trim().toLowerCase()
  if (fileName.length > longestName)
    throw badInput('fileName', `${fileName.length} characters are too many`, `Use at most ${longestName}`)
  // What the file is, its contents tell once they are here.
  if (fileName === '') throw badInput('fileName', 'it is empty', 'Give the name of the file')
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw badInput(
      'hash',
      `"${given.hash.slice(0, 80)}" is not a SHA-256`,
      'Give it as 64 hexadecimal digits',
    )
  if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > mostBytes)
    throw badInput('bytes', `${bytes} is not the length of a file`, `Give an integer from 1 to ${mostBytes}`)
  if (epoch != null && !(Number.isInteger(epoch) && epoch >= 0 && epoch < 2 ** 31))
    throw badInput('epoch', `${epoch} is not an epoch`, 'Give an integer from 0, or leave it out')
  return { runId: given.runId, fileName, bytes, hash, epoch: epoch ?? null }
}
