import { statfs } from 'node:fs/promises'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'

/** Throws RESOURCE_EXHAUSTED if a file cannot fit on the disk, before it is sent instead of at its end. */
export async function requireSpace({ folder, blobUrl }: Lab, bytes: number): Promise<void> {
  if (blobUrl !== undefined) return
  const { bavail, bsize } = await statfs(folder)
  // While it moves from where it landed to the blobs it is there twice.
  if (2 * bytes <= bavail * bsize) return
  throw new LabError(
    'RESOURCE_EXHAUSTED',
    `The disk of ${folder} has ${bavail * bsize} bytes free, and a file of ${bytes} takes twice its length while it ` +
      'arrives. Free some space there (purge removes what was deleted), then try again.',
  )
}
