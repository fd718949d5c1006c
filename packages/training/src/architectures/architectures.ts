import type { Architecture } from './architecture.ts'
import { fullyConnected } from './fully-connected.ts'

/** Every architecture a sweep can train; a new one is a file and a line here. */
export const architectures: readonly Architecture[] = [fullyConnected]
