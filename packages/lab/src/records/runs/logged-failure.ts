import type { Failure } from '../../platform/database/column-types.ts'
import { validateText } from '../../platform/rows/text-fields.ts'

/** Returns the failure of a logged run, from the reason that its script gave in the field. */
export function loggedFailure(field: string, reason: string | null | undefined): Failure {
  return { code: 'LOGGED', message: validateText(field, reason ?? 'The script gave no reason.') }
}
