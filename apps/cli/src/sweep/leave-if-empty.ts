import { readdir, rm, rmdir } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SweepFolder } from './sweep-folder.ts'

/** Takes a sweep's record and folder away again when nothing else is there: a sweep that could not begin leaves nothing. */
export async function leaveIfEmpty(folder: SweepFolder): Promise<void> {
  const names = await readdir(folder.root)
  if (names.some((name) => name !== basename(folder.record))) return
  await rm(folder.record, { force: true })
  await rmdir(folder.root)
}
