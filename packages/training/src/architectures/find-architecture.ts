import type { Architecture } from './architecture.ts'
import { architectures } from './architectures.ts'

/** Returns the architecture with an id. Throws an Error that lists the known ids. */
export function findArchitecture(id: string): Architecture {
  const architecture = architectures.find((candidate) => candidate.id === id)
  if (architecture) return architecture
  const known = architectures.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no architecture "${id}". Choose one of: ${known}`)
}
