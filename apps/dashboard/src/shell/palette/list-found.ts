import type { PaletteQuery } from '@mitoscope/schema/documents'
import { describeState } from '../../ui/work-state.tsx'
import type { Entry } from './entry.ts'

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
      detail: [model?.name, describeState(state)[1]].filter(Boolean).join(' · '),
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
