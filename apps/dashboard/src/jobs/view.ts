import { jobWords } from '@mitoscope/schema/catalogue'
import { formatNumber } from '../format/format.ts'
import type { JobFilter, JobKind, WorkState } from '@mitoscope/schema/documents'
import { parseAsString, parseAsStringLiteral } from 'nuqs'

export const states = [
  'RUNNING',
  'QUEUED',
  'FAILED',
  'FINISHED',
  'CANCELLED',
] as const satisfies readonly WorkState[]

/** Kinds of jobs, in the order of the catalogue. */
export const kinds = Object.keys(jobWords) as JobKind[]

/** States in words; what waits is queued. */
export const stateWords: Readonly<Record<WorkState, string>> = {
  RUNNING: 'running',
  QUEUED: 'waiting',
  FAILED: 'failed',
  FINISHED: 'finished',
  CANCELLED: 'cancelled',
}

/** View of the jobs page, kept in the address. */
export const jobParsers = {
  state: parseAsStringLiteral(states),
  kind: parseAsStringLiteral(kinds),
  after: parseAsString,
}

export function toJobFilter(state: WorkState | null, kind: JobKind | null): JobFilter | undefined {
  if (!state && !kind) return undefined
  return { ...(state && { state: { eq: state } }), ...(kind && { kind: { eq: kind } }) }
}

/** The heading of the list, as "3 waiting trainings". */
export function countJobs(count: number, state: WorkState | null, kind: JobKind | null): string {
  const { one, many } = kind ? jobWords[kind] : { one: 'job', many: 'jobs' }
  const words = [formatNumber(count), state && stateWords[state], count === 1 ? one : many]
  return words.filter(Boolean).join(' ')
}
