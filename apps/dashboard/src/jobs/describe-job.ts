import type { JobLineFragment } from '@mitoscope/schema/documents'

type Described = Pick<JobLineFragment, 'kind' | 'subject'>

const verbs: Readonly<Record<Described['kind'], string>> = {
  TRAIN: 'Train a run',
  ANALYZE: 'Measure a run',
  REPORT: 'Report of a sweep',
  REPRESENT: 'Represent a checkpoint',
  COMPARE: 'Compare two representations',
}

/** Returns a job's label and a link to its subject; no link if the subject was deleted. */
export function describeJob({ kind, subject }: Described): {
  readonly what: string
  readonly href?: string
} {
  if (subject?.__typename === 'TrainingRun')
    return { what: `Train ${subject.name}`, href: `/run?id=${subject.id}` }
  if (subject?.__typename === 'Sweep')
    return { what: `Report of ${subject.name}`, href: `/sweep?id=${subject.id}` }
  if (subject?.__typename === 'Analysis') {
    const { id, measure, run } = subject
    return { what: run ? `${measure} of ${run.name}` : measure, href: `/analysis?id=${id}` }
  }
  if (subject?.__typename === 'PairComparison') {
    const { measure, first, second } = subject
    const runs = [first?.run, second?.run].flatMap((run) => run ?? [])
    if (runs.length === 2)
      return {
        what: `${measure} between ${runs[0].name} and ${runs[1].name}`,
        href: `/compare?runs=${runs.map(({ id }) => encodeURIComponent(id)).join(',')}`,
      }
  }
  if (subject?.__typename === 'Checkpoint') {
    const { epoch, run } = subject
    if (run) return { what: `Represent epoch ${epoch} of ${run.name}`, href: `/run?id=${run.id}` }
  }
  return { what: `${verbs[kind]} that was deleted` }
}
