import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder that holds what set-up downloads and compiles: one copy for every clone on the machine, and never
 * inside node_modules, which package managers wipe.
 */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.MITOSCOPE_CACHE || join(base, 'mitoscope')
}
