/** Names of the backends, in the order in which they are tried if none is chosen. */
export const backendNames = ['tensorflow', 'webgpu', 'wasm'] as const

export type BackendName = (typeof backendNames)[number]

export function isBackendName(value: string): value is BackendName {
  return (backendNames as readonly string[]).includes(value)
}
