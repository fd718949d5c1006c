import { exitCodes } from '../terminal/exit-codes.ts'
import { RemoteError } from './server-address.ts'

/** The server does not answer, is busy, or is behind a proxy that reports so. The same request may succeed later. */
export class Unreachable extends RemoteError {
  /** True if the request may have been carried out. */
  readonly maybeDone: boolean
  /** Milliseconds after which the server asks for a repeat; undefined if it does not say. */
  readonly retryAfterMs?: number

  constructor(message: string, { maybeDone, retryAfterMs }: { maybeDone: boolean; retryAfterMs?: number }) {
    super(message, exitCodes.unreachable)
    this.maybeDone = maybeDone
    this.retryAfterMs = retryAfterMs
  }
}
