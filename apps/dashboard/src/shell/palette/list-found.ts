import type { PaletteQuery } from '@mitoscope/schema/documents'
import { describeState } from '../../ui/work-state.tsx'
import type { Entry } from './entry.ts'
import { countOf, formatNumber } from '../../format/format.ts'

/** Converts search results to entries with links to their pages. */
export function listFound(found: PaletteQuery | undefined): Entry[] {
  if (!found) return []
  const { sweeps, runs, analyses, projects, models } = found
  return [
    ...sweeps.nodes.map(({ id, name }) => ({
      key: id,
      group: 'Sweeps',
      label: name,
      href: `/sweep?id=${id}`,
    })),
    ...runs.nodes.map(({ id, name, model, state }) => ({
      key: id,
      group: 'Runs',
      label: name,
      detail: [model.name, describeState(state)[1]].filter(Boolean).join(' · '),
      href: `/run?id=${id}`,
    })),
    ...analyses.nodes.map(({ id, measure, run, state }) => ({
      key: id,
      group: 'Analyses',
      label: run ? `${measure} of ${run.name}` : measure,
      detail: describeState(state)[1],
      href: `/analysis?id=${id}`,
    })),
    ...projects.nodes.map(({ id, name }) => ({
      key: id,
      group: 'Projects',
      label: name,
      href: `/?project=${id}`,
    })),
    ...models.nodes.map(({ id, name, dataset }) => ({
      key: id,
      group: 'Models',
      label: name,
      detail: `${dataset} · its runs`,
      href: runsOfModel(id),
    })),
  ]
}

function runsOfModel(id: string): string {
  const where = [{ field: 'modelId', op: 'is', value: id }]
  return `/runs?where=${encodeURIComponent(JSON.stringify(where))}`
}

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
