'use client'
import {
  ReportSweepDocument,
  type SweepLiveFragment,
  type SweepPartsFragment,
} from '@mitoscope/schema/documents'
import { useId } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { formatTime } from '../parts/format.ts'
import { WorkProgress } from '../parts/work-progress.tsx'
import { describeCoverage } from './describe-coverage.ts'
import { viewersOnlyLook } from './viewers-only-look.ts'

interface ReportStatusProps {
  readonly id: string
  readonly report: SweepPartsFragment['report']
  readonly live: SweepLiveFragment
  readonly mayRun: boolean
}

/** Which runs the numbers rest on, when they were made, and how to have them made of more. */
export function ReportStatus({ id, report, live, mayRun }: ReportStatusProps) {
  const [{ fetching, error }, ask] = useMutation(ReportSweepDocument)
  const why = useId()
  const { progress, reportJob: job, deletedAt } = live
  const { finished } = progress.counts
  const isMade = job?.state === 'QUEUED' || job?.state === 'RUNNING'
  const coverage = report ? describeCoverage(report, progress.counts) : undefined
  const isWanted = !deletedAt && !isMade && finished > 0 && (!coverage || coverage.newer > 0)
  return (
    <div>
      <p className="quiet">
        {coverage && report ? (
          <>
            {coverage.sentence} Made on {formatTime(report.madeAt)}, with {report.provenance.draws} draws a
            point and seed {report.provenance.seed}, on {report.provenance.device}.
          </>
        ) : (
          <>
            There is no report yet. The figures come with it, once the runs have ended; this page shows them
            by itself.
          </>
        )}
        {job?.state === 'FAILED' && ' The last report that was asked for failed: its job says why.'}
      </p>
      {isMade && <WorkProgress of="the report" fraction={job.progress} phase="A report is being made" />}
      {isWanted && (
        <p className="actions">
          <button
            type="button"
            disabled={fetching || !mayRun}
            aria-describedby={mayRun ? undefined : why}
            onClick={() => void ask({ id })}
          >
            {fetching ? 'Asking…' : `Report on the ${finished} finished runs now`}
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
