import { registerEnumType } from 'type-graphql'

/** States of jobs and of the records that jobs compute, by their names in the schema. */
export const WorkState = {
  QUEUED: 'queued',
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const

registerEnumType(WorkState, {
  name: 'WorkState',
  description: 'State of a computation by a worker.',
  valuesConfig: {
    QUEUED: { description: 'The computation waits for a worker, for its first or a later attempt.' },
    RUNNING: { description: 'A worker executes the computation.' },
    FINISHED: { description: 'The computation ended without an error.' },
    FAILED: { description: 'The computation ended with an error and has no attempts left.' },
    CANCELLED: { description: 'A user cancelled the computation.' },
  },
})

export const JobKind = {
  TRAIN: 'train',
  ANALYZE: 'analyze',
  REPORT: 'report',
  REPRESENT: 'represent',
  COMPARE: 'compare',
} as const

registerEnumType(JobKind, {
  name: 'JobKind',
  description: 'Kind of computation of a job.',
  valuesConfig: {
    TRAIN: { description: 'Training of a run.' },
    ANALYZE: { description: 'Computation of a measure on a representation.' },
    REPORT: { description: 'Report on the finished runs of a sweep.' },
    REPRESENT: { description: 'Computation of the representation of a checkpoint.' },
    COMPARE: { description: 'Comparison of two representations.' },
  },
})

export const JobOrder = { NEWEST: 'newest', OLDEST: 'oldest', PRIORITY: 'priority' } as const

registerEnumType(JobOrder, {
  name: 'JobOrder',
  description: 'Order of a list of jobs.',
  valuesConfig: {
    NEWEST: { description: 'Latest requested job first.' },
    OLDEST: { description: 'Earliest requested job first.' },
    PRIORITY: { description: 'Order in which workers claim jobs: by priority, then by age.' },
  },
})
