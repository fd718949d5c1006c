import type { Response } from 'express'
import { LabError } from '@mitoscope/lab'

/** Aborted when a response has been closed, or was given for lack of time, before the answer to its request was there. */
export function abandonedSignal(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    controller.abort(new LabError('UNAVAILABLE', 'Nobody waits for this answer any more.'))
  })
  return controller.signal
}
