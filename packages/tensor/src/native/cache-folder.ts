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
