import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { cleanUploads, removeLeftLandings } from './clean-uploads.ts'
import { finishUpload } from './finish-upload.ts'
import { openLanding } from './open-landing.ts'

/**
 * Finishes, at a server's start, the uploads whose last byte arrived when the previous server died, and
 * cleans up. Leaves the rest to the next start if the signal aborts.
 */
export async function resumeUploads(lab: Lab, signal?: AbortSignal): Promise<void> {
  await cleanUploads(lab)
  await removeLeftLandings(lab)
  const waiting = await lab.db
    .selectFrom('upload')
    .select(['id', 'bytes'])
    .where('state', '=', 'receiving')
    .execute()
  const landing = openLanding(lab)
  for (const { id, bytes } of waiting) {
    if (signal?.aborted) return
    if ((await landing.size(id)) < bytes) continue
    await finishUpload(lab, id).catch((error: unknown) => {
      if (!(error instanceof LabError)) throw error
      lab.log.warn({ upload: id, code: error.code }, error.message)
    })
  }
}
