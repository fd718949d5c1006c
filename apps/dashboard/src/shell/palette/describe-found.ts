import type { PaletteQuery } from '@mitoscope/schema/documents'
import { countOf } from '../../format/count-of.ts'
import { formatNumber } from '../../format/format.ts'

/**
 * Counts what the palette lists: all things of the lab that match, of which it shows the newest, and apart
 * from them places and actions.
 */
export function describeFound(found: PaletteQuery | undefined, words: string, actions: number): string {
  const kinds = found ? [found.sweeps, found.runs, found.analyses, found.projects, found.models] : []
  const total = kinds.reduce((sum, { totalCount }) => sum + totalCount, 0)
  const shown = kinds.reduce((sum, { nodes }) => sum + nodes.length, 0)
  const thing = `${total === 1 ? 'thing' : 'things'} in the lab`
  const things =
    shown < total
      ? `the newest ${formatNumber(shown)} of ${formatNumber(total)} ${thing}`
      : `${formatNumber(total)} ${thing}`
  const told = `${things}, ${countOf(actions, 'place or action', 'places and actions')}`
  return `${words.trim() === '' ? 'Listed' : 'Found'}: ${told}${shown < total ? '. Type more letters to find the others.' : ''}`
}
