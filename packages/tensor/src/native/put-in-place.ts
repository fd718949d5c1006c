import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'

/**
 * Gives a file that was written aside its name, once its content is on the disk: whoever finds the name takes the file for
 * whole, and after a power cut it would be empty otherwise.
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
