import type { HomeWorkQuery } from '@mitoscope/schema/documents'

/** Run, analysis or report that came to its end. */
export interface Finished {
  readonly key: string
  readonly kind: string
  readonly what: string
  readonly href: string
  readonly finishedAt: string
  readonly about?: string
}

/** One run may bring so many analyses that nothing else would be listed. */
const mostAnalyses = 3

/** Runs, analyses and reports that ended last, the latest first. */
export function listFinished(
  { runs, analyses, reports }: Pick<HomeWorkQuery, 'runs' | 'analyses' | 'reports'>,
  mostEntries = 8,
): readonly Finished[] {
  const all: readonly (Finished | undefined)[] = [
    ...runs.nodes.map(
      ({ id, name, model, finishedAt }) =>
        finishedAt && {
          key: id,
          kind: 'run',
          what: name,
          href: `/run?id=${id}`,
          finishedAt,
          about: model.name,
        },
    ),
    ...analyses.nodes
      .filter(({ run, representation }) => run.deletedAt === null && representation.deletedAt === null)
      .slice(0, mostAnalyses)
      .map(
        ({ id, measure, run, finishedAt }) =>
          finishedAt && {
            key: id,
            kind: 'analysis',
            what: run ? `${measure} of ${run.name}` : measure,
            href: `/analysis?id=${id}`,
            finishedAt,
          },
      ),
    ...reports.nodes.map(
      ({ id, subject, finishedAt }) =>
        finishedAt &&
        subject &&
        'name' in subject && {
          key: id,
          kind: 'report',
          what: `Report of ${subject.name}`,
          href: `/sweep?id=${subject.id}`,
          finishedAt,
        },
    ),
  ].map((entry) => entry || undefined)
  return all
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => b.finishedAt.localeCompare(a.finishedAt))
    .slice(0, mostEntries)
}
