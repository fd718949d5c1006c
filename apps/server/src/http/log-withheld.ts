import { withheldDetail, LabError } from '@mitoscope/lab'
import type { Logger } from '../log.ts'
import { currentRequestId } from './request-id.ts'

/** Logs what an error of the lab withholds from callers, such as the bucket that cannot be reached. */
export function logWithheld(log: Logger, error: unknown): void {
  if (!(error instanceof LabError) || withheldDetail(error) === undefined) return
  log.warn({ err: error, requestId: currentRequestId() }, 'A request was answered without the detail')
}
