/** Names of the backends, in the order in which they are tried if none is chosen. */
export const backendNames = ['tensorflow', 'webgpu', 'wasm'] as const

export type BackendName = (typeof backendNames)[number]

export function isBackendName(value: string): value is BackendName {
  return (backendNames as readonly string[]).includes(value)
}

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
