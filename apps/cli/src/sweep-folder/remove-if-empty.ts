import { readdir, rm, rmdir } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SweepFolder } from './sweep-folder.ts'

/** Removes a sweep's record and folder if nothing else is there, so that a sweep that could not start leaves nothing. */
export async function removeIfEmpty(folder: SweepFolder): Promise<void> {
  const names = await readdir(folder.root)
  if (names.some((name) => name !== basename(folder.record))) return
  await rm(folder.record, { force: true })
  await rmdir(folder.root)
}
