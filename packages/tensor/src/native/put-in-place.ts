import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'

/**
 * Renames a temporary file to its final name after its content is on the disk. Otherwise the file could be empty after
 * a power cut, and readers take a file with the final name as complete.
 */
export function putInPlace(aside: string, file: string): void {
  const handle = openSync(aside, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, file)
}
