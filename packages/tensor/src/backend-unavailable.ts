import type { BackendName } from './backend-name.ts'

/** Thrown when a backend cannot be used on this machine. `remedy` says how to make it usable. */
export class BackendUnavailable extends Error {
  readonly backend: BackendName
  readonly reason: string
  readonly remedy: string

  constructor(backend: BackendName, reason: string, remedy: string) {
    super(`The backend "${backend}" is not available: ${reason}. ${remedy}`)
    this.name = 'BackendUnavailable'
    this.backend = backend
    this.reason = reason
    this.remedy = remedy
  }
}
