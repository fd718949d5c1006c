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

export const kinds = [
  'TRAIN',
  'ANALYZE',
  'REPORT',
  'REPRESENT',
  'COMPARE',
] as const satisfies readonly JobKind[]

/** Kinds of jobs in words. */
export const kindWords: Readonly<Record<JobKind, string>> = {
  TRAIN: 'trainings',
  ANALYZE: 'analyses',
  REPORT: 'reports',
  REPRESENT: 'representations',
  COMPARE: 'comparisons',
}

const oneOf: Readonly<Record<JobKind, string>> = {
  TRAIN: 'training',
  ANALYZE: 'analysis',
  REPORT: 'report',
  REPRESENT: 'representation',
  COMPARE: 'comparison',
}

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
  const plural = kind ? kindWords[kind] : 'jobs'
  const singular = kind ? oneOf[kind] : 'job'
  const words = [formatNumber(count), state && stateWords[state], count === 1 ? singular : plural]
  return words.filter(Boolean).join(' ')
}
