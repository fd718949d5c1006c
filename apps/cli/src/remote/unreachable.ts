import { exitCodes } from '../terminal/exit-codes.ts'
import { RemoteError } from './server-address.ts'

/** No answer of the server: it is away, busy or behind a proxy that says so. The same request may succeed later. */
export class Unreachable extends RemoteError {
  /** True if the request may have been carried out all the same. */
  readonly maybeDone: boolean
  /** Milliseconds after which the server asks to be tried again; undefined where it does not say. */
  readonly retryAfterMs?: number

  constructor(message: string, { maybeDone, retryAfterMs }: { maybeDone: boolean; retryAfterMs?: number }) {
    super(message, exitCodes.unreachable)
    this.maybeDone = maybeDone
    this.retryAfterMs = retryAfterMs
  }
}
