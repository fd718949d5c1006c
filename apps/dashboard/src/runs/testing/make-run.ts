import type { Run } from '../table/columns.ts'

/** A finished run of a test. */
export function makeRun(id: string, given: Partial<Run> = {}): Run {
  return {
    id,
    name: `run ${id}`,
    state: 'FINISHED',
    width: 16,
    seed: 0,
    weightDecay: 0,
    interpolationEpoch: null,
    finishedAt: null,
    job: null,
    model: { id: 'm', name: 'fc' },
    sweep: null,
    project: { id: 'p', viewerRole: null },
    dataset: 'mnist',
    group: null,
    jobType: null,
    tags: [],
    notes: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...given,
  }
}
