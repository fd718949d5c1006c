'use client'
import {
  ReportJobChangesDocument,
  ReportSweepDocument,
  type SweepLiveFragment,
  type SweepPartsFragment,
} from '@mitoscope/schema/documents'
import { useId } from 'react'
import { useMutation, useSubscription } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime, countOf } from '../format/format.ts'
import { WorkProgress } from '../ui/work-state.tsx'
import { describeCoverage } from './describe-coverage.ts'
import { viewersOnlyLook } from './sweep-actions.tsx'

interface ReportStatusProps {
  readonly id: string
  readonly report: SweepPartsFragment['report']
  readonly live: SweepLiveFragment
  readonly mayRun: boolean
}

/** Runs and time of the report, with a button that makes a new one. */
export function ReportStatus({ id, report, live, mayRun }: ReportStatusProps) {
  const [{ fetching, error }, ask] = useMutation(ReportSweepDocument)
  const why = useId()
  const { progress, reportJob: job, deletedAt } = live
  const { finished } = progress.counts
  const isMade = job?.state === 'QUEUED' || job?.state === 'RUNNING'
  const [{ data: tick }] = useSubscription({
    query: ReportJobChangesDocument,
    variables: { id: job?.id ?? '' },
    pause: !isMade,
  })
  const step = tick?.jobUpdated?.id === job?.id ? tick?.jobUpdated : undefined
  const coverage = report ? describeCoverage(report, progress.counts) : undefined
  const isOlder = report != null && lacksParts(report)
  const isWanted = !deletedAt && !isMade && finished > 0 && (!coverage || coverage.newer > 0 || isOlder)
  return (
    <div>
      <p className="quiet">
        {coverage && report ? (
          <>
            {coverage.sentence} Made on {formatTime(report.madeAt)}, with{' '}
            {countOf(report.provenance.draws, 'draw')} per point and seed {report.provenance.seed}, on{' '}
            {report.provenance.device}.
          </>
        ) : (
          <>
            There is no report yet. It is made when the runs have ended, and its figures appear here
            automatically.
          </>
        )}
        {isOlder &&
          ' It was made by an older version, without the decay law and the correlation over all pairs. A new report includes them.'}
        {job?.state === 'FAILED' && ' The last report failed. See its job for the reason.'}
      </p>
      {isMade && (
        <WorkProgress
          of="the report"
          fraction={step?.progress ?? job.progress}
          secondsLeft={step?.secondsLeft}
          phase={['Making a report', step?.phase].filter(Boolean).join(': ')}
        />
      )}
      {isWanted && (
        <p className="actions">
          <button
            type="button"
            disabled={fetching || !mayRun}
            aria-describedby={mayRun ? undefined : why}
            onClick={() => void ask({ id })}
          >
            {fetching
              ? 'Requesting…'
              : `Report on the ${finished === 1 ? 'finished run' : `${finished} finished runs`} now`}
          </button>
          {!mayRun && (
            <span className="quiet" id={why}>
              {viewersOnlyLook}
            </span>
          )}
        </p>
      )}
      {error && <Problem error={error} />}
    </div>
  )
}

/** Returns true if a report of an older version lacks parts that reports have now. */
function lacksParts({ series }: NonNullable<SweepPartsFragment['report']>): boolean {
  return series.some(({ runs }) => runs.some((run) => !run.residualCorrelationAllPairs))
}
