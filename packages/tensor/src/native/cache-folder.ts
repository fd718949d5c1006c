import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Returns the folder of set-up's downloads and compiled files: one copy for every clone on the machine, outside
 * node_modules, which package managers delete.
 */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.MITOSCOPE_CACHE || join(base, 'mitoscope')
}

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
