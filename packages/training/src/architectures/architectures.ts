import type { Architecture } from './architecture.ts'
import { denseNet28, denseNet40 } from './dense-net.ts'
import { fullyConnected } from './fully-connected.ts'
import { resNet50 } from './res-net-50.ts'
import { smallConvolutional } from './small-convolutional.ts'
import { wideResNet16, wideResNet28 } from './wide-res-net.ts'

/** Architectures that a sweep can train. To add one, add a file and a line here. */
export const architectures: readonly Architecture[] = [
  fullyConnected,
  smallConvolutional,
  wideResNet28,
  wideResNet16,
  denseNet40,
  denseNet28,
  resNet50,
]

/** Returns the architecture with an id. Throws an Error that lists the known ids. */
export function findArchitecture(id: string): Architecture {
  const architecture = architectures.find((candidate) => candidate.id === id)
  if (architecture) return architecture
  const known = architectures.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no architecture "${id}". Choose one of: ${known}`)
}
