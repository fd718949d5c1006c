import { createSerializer } from 'nuqs'
import { startParsers } from '../../start/view.ts'
import type { Search } from './condition.ts'

const serialize = createSerializer(startParsers)

/** Returns the address where analyses of these runs, or of all that a search finds, are started. */
export function startAddress(of: readonly string[] | Search): string {
  const search = 'where' in of ? { ...of, where: [...of.where] } : { runs: [...of] }
  return serialize('/start', { kind: 'analysis', ...search })
}
