import { randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isProcessAlive } from '@mitoscope/tensor/processes'

// Of another machine that shares the folder nothing but the age of its files is known.
const maxAgeMs = 48 * 3600_000
const host = hostname().replaceAll(/[^A-Za-z0-9-]/g, '_')

/** Returns a name for a temporary file, from which other processes can tell if its writer is alive. */
export function temporaryName(): string {
  return `${host}.${process.pid}.${randomUUID()}`
}

/** Removes temporary files of dead writers; returns their number. */
export async function removeStaleFiles(folder: string): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (!(await isStale(name, path))) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}

async function isStale(name: string, path: string): Promise<boolean> {
  const [writer, pid] = name.split('.')
  if (writer === host && !isProcessAlive(Number(pid))) return true
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > maxAgeMs
}
