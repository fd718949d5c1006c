import { countOf } from '../../format/count-of.ts'
import type { StartAnalysesMutation } from '@mitoscope/schema/documents'
import { Link } from '../../ui/link.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'

interface AnalysesStartedProps {
  readonly analyses: StartAnalysesMutation['startAnalyses']['analyses']
}

/** List of the requested analyses, each with a link to its page. */
export function AnalysesStarted({ analyses }: AnalysesStartedProps) {
  const known = analyses.filter(({ state }) => state === 'FINISHED').length
  return (
    <div className="card">
      <p role="status">
        ✓ {countOf(analyses.length, 'analysis was', 'analyses were')} requested
        {known > 0 && `; ${known} had a result already`}. See their progress in <Link href="/jobs">jobs</Link>
        .
      </p>
      <ul>
        {analyses.map(({ id, measure, run, state }) => (
          <li key={id}>
            <Link href={`/analysis?id=${id}`}>
              {measure} of {run?.name ?? 'a representation'}
            </Link>{' '}
            <WorkStateMark state={state} />
          </li>
        ))}
      </ul>
    </div>
  )
}
