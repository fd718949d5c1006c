import { toJson } from '../database/json.ts'
import { LabError, type ErrorCode } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { openLanding } from './open-landing.ts'
import type { Upload } from './upload.ts'

/**
 * Ends an upload that cannot become a representation: stores its failure, deletes its bytes, and throws the
 * error.
 */
export async function refuseUpload(
  lab: Lab,
  { id }: Upload,
  code: ErrorCode,
  message: string,
): Promise<never> {
  await lab.db
    .updateTable('upload')
    .set({ state: 'failed', failure: toJson({ code, message }), updatedAt: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .execute()
  await openLanding(lab)
    .remove(id)
    .catch(() => {})
  throw new LabError(code, message)
}
