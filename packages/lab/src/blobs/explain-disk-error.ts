import { LabError } from '../errors/lab-error.ts'

/** Explains a full or read-only disk to the caller; returns any other error unchanged. */
export function explainDiskError(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new LabError(
      'RESOURCE_EXHAUSTED',
      `The disk of ${folder} is full, so nothing was stored. Free some space there (purge removes what was deleted), ` +
        'then send it again.',
    )
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return Object.assign(
      new LabError('UNAVAILABLE', `${folder} cannot be written to (${code}). Check its permissions.`),
      { cause: error },
    )
  }
  return error
}
