import { compareAddress, mostRuns } from '../compare/view.ts'
import { countOf, formatNumber } from '../format/format.ts'
import { Link } from '../ui/link.tsx'
import type { Run } from './run.ts'

const relations = { NESTED: 'part of', RESUMED: 'continued from', FORKED: 'forked from' } as const

/** Group and job type of a run, the run that it belongs to, and the runs that belong to it. */
export function RunRelations({ run }: { readonly run: Run }) {
  const { group, jobType, parent, children } = run
  const shown = children.nodes.slice(0, 10)
  return (
    <>
      {group && (
        <>
          <dt>Group</dt>
          <dd>
            <Link
              href={`/runs?where=${encodeURIComponent(JSON.stringify([{ field: 'group', op: 'is', value: group }]))}`}
            >
              {group}
            </Link>
          </dd>
        </>
      )}
      {jobType && (
        <>
          <dt>Job type</dt>
          <dd>{jobType}</dd>
        </>
      )}
      {parent && (
        <>
          <dt>Parent</dt>
          <dd>
            {relations[parent.kind]}{' '}
            {parent.run ? <Link href={`/run?id=${parent.run.id}`}>{parent.run.name}</Link> : 'a purged run'}
            {parent.step !== null && ` at step ${formatNumber(parent.step)}`}
          </dd>
        </>
      )}
      {children.totalCount > 0 && (
        <>
          <dt>Children</dt>
          <dd>
            {shown.map((child, i) => (
              <span key={child.id}>
                {i > 0 && ', '}
                <Link href={`/run?id=${child.id}`}>{child.name}</Link>
              </span>
            ))}
            {children.totalCount > shown.length &&
              ` and ${countOf(children.totalCount - shown.length, 'more run')}`}
            {' · '}
            <Link href={compareAddress([run.id, ...children.nodes.map(({ id }) => id)].slice(0, mostRuns))}>
              Compare
            </Link>
          </dd>
        </>
      )}
    </>
  )
}
