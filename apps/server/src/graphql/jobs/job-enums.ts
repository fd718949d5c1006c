import { registerEnumType } from 'type-graphql'

/** States of jobs, and of what they compute, by their names in the schema. */
export const WorkState = {
  QUEUED: 'queued',
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const

registerEnumType(WorkState, {
  name: 'WorkState',
  description: 'How far something is that is computed here.',
  valuesConfig: {
    QUEUED: { description: 'Waits for a worker, at first or for another attempt.' },
    RUNNING: { description: 'A worker has it in work.' },
    FINISHED: { description: 'Is done.' },
    FAILED: { description: 'Ended with an error, and no attempt is left.' },
    CANCELLED: { description: 'Was stopped by somebody.' },
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
  description: 'What a job computes.',
  valuesConfig: {
    TRAIN: { description: 'Trains a run.' },
    ANALYZE: { description: 'Computes a measure on a representation.' },
    REPORT: { description: 'Sums a sweep up.' },
    REPRESENT: { description: 'Makes the representation of a checkpoint.' },
    COMPARE: { description: 'Compares two representations.' },
  },
})

export const JobOrder = { NEWEST: 'newest', OLDEST: 'oldest', PRIORITY: 'priority' } as const

registerEnumType(JobOrder, {
  name: 'JobOrder',
  description: 'Order of a list of jobs.',
  valuesConfig: {
    NEWEST: { description: 'The last to be asked for first.' },
    OLDEST: { description: 'The first to be asked for first.' },
    PRIORITY: { description: 'As workers take them.' },
  },
})
