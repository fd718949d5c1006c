import type { FilledLab } from './fill-lab.ts'

/** Every page of the dashboard with something on it. */
export function pagesOf({
  sweep,
  run,
  analysis,
  groups,
  curves,
}: FilledLab): Readonly<Record<string, string>> {
  return {
    home: '/',
    runs: '/runs',
    sweep: `/sweep?id=${sweep}`,
    run: `/run?id=${run}`,
    analysis: `/analysis?id=${analysis}`,
    groups: `/groups?id=${groups}`,
    compare: `/compare?runs=${curves.slice(0, 20).join(',')}`,
    jobs: '/jobs',
    start: '/start',
    settings: '/settings',
  }
}
