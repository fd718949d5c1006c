import { withholdDetail } from '../errors/lab-error.ts'

/** Explains a full or read-only disk to the caller, and its folder to whoever runs the lab; returns any other error unchanged. */
export function explainDiskError(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return withholdDetail(
      'RESOURCE_EXHAUSTED',
      "The disk of the lab's files is full, so nothing was stored. Free some space there (purge removes what was " +
        'deleted), then send it again.',
      `The disk of ${folder} is full (${code}). Free some space there.`,
    )
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return withholdDetail(
      'UNAVAILABLE',
      "The folder of the lab's files cannot be written to. Whoever runs the lab finds the reason in its log.",
      `${folder} cannot be written to (${code}). Check its permissions.`,
    )
  }
  return error
}
