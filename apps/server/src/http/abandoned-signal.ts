import type { Response } from 'express'
import { LabError } from '@mitoscope/lab'

/** Returns a signal that aborts when a response is closed, or times out, before its answer is ready. */
export function abandonedSignal(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    controller.abort(
      new LabError('UNAVAILABLE', 'The client closed the connection before the answer was complete.'),
    )
  })
  return controller.signal
}
