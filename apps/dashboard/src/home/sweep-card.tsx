import { formatNumber } from '../format/format.ts'
import { countOf } from '../format/count-of.ts'
import type { SweepCardFragment } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { formatTime } from '../format/format.ts'
import { WorkProgress } from '../ui/work-progress.tsx'
import { WorkStateMark } from '../ui/work-state.tsx'
import { GroupsInSmall } from './groups-in-small.tsx'

/** A sweep in small: its state, its groups against width, and what its report says. */
export function SweepCard({ sweep }: { readonly sweep: SweepCardFragment }) {
  const { id, name, model, progress, report, createdAt } = sweep
  const { counts } = progress
  const total =
    counts.queued + counts.running + counts.finished + counts.failed + counts.cancelled + counts.missing
  return (
    <li className="card">
      <h3>
        <Link href={`/sweep?id=${id}`}>{name}</Link>
      </h3>
      <p className="quiet">
        {model && `${model.name} · ${model.dataset} · `}
        {formatTime(createdAt)}
      </p>
      <p>
        <WorkStateMark state={progress.state} />{' '}
        <span className="quiet">
          {formatNumber(counts.finished)} of {countOf(total, 'run')} finished
          {counts.failed > 0 && `, ${formatNumber(counts.failed)} failed`}
        </span>
      </p>
      {(progress.state === 'RUNNING' || progress.secondsLeft !== null) && (
        <WorkProgress of={name} fraction={progress.fraction} secondsLeft={progress.secondsLeft} />
      )}
      {report ? (
        <>
          <GroupsInSmall sweepId={id} of={name} series={report.series} />
          <p>{report.series[0]?.sentence}</p>
        </>
      ) : (
        <p className="quiet">
          {counts.finished === 0
            ? 'Groups against width appear here when runs are trained and measured.'
            : 'There is no report yet.'}
        </p>
      )}
    </li>
  )
}
