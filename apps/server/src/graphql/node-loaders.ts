import type { NodeLoader } from './node.ts'
import { loadProject } from './projects/project.resolver.ts'

/** Every type that implements Node, by its name: a new one is a line here. */
export const nodeLoaders: Readonly<Record<string, NodeLoader>> = {
  Project: loadProject,
}
