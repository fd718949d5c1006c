import { jobNouns } from '@mitoscope/lab'
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

const subjects = jobNouns.map(({ words }) => words.at(-1)!)
/** Words for what jobs work on: "sweep, run, … or comparison". */
export const subjectWords = `${subjects.slice(0, -1).join(', ')} or ${subjects.at(-1)}`

/** Kinds of jobs, each with the noun that it works on. */
export const JobKind = Object.fromEntries(jobNouns.map(({ job }) => [job.kind.toUpperCase(), job.kind]))

registerEnumType(JobKind, {
  name: 'JobKind',
  description: 'Kind of computation of a job.',
  valuesConfig: Object.fromEntries(
    jobNouns.map(({ job: { kind, description } }) => [kind.toUpperCase(), { description }]),
  ),
})
