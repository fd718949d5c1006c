import { countOf } from '../format/count-of.ts'
import type { SweepLiveFragment, SweepPartsFragment } from '@mitoscope/schema/documents'
import { formatNumber, formatTime } from '../format/format.ts'
import { WorkProgress } from '../ui/work-progress.tsx'
import { WorkStateMark } from '../ui/work-state.tsx'
import { ClaimsTable } from './claims-table.tsx'
import { CompletenessMatrix } from './completeness-matrix.tsx'
import { FitTable } from './fit-table.tsx'
import { ReportStatus } from './report-status.tsx'
import { SweepActions } from './sweep-actions.tsx'
import { SweepFigures } from './sweep-figures.tsx'
import { WidthsTable } from './widths-table.tsx'

interface SweepContentProps {
  readonly sweep: SweepPartsFragment
  /** Parts of the sweep that change while the page is open. */
  readonly live: SweepLiveFragment
}

export function SweepContent({ sweep, live }: SweepContentProps) {
  const { id, name, model, report, createdAt } = sweep
  const { progress } = live
  const mayRun = sweep.project?.viewerRole !== 'VIEWER'
  const { queued, running, finished, failed, cancelled, missing } = progress.counts
  const asked = queued + running + finished + failed + cancelled + missing
  return (
    <>
      <h1>{name}</h1>
      <p className="quiet">
        {model && `${model.name}: ${model.architecture} on ${model.dataset} · `}started{' '}
        {formatTime(createdAt)} · <WorkStateMark state={progress.state} /> · {formatNumber(finished)} of{' '}
        {countOf(asked, 'run')}
        finished{failed > 0 && `, ${formatNumber(failed)} failed`}
      </p>
      {(progress.state === 'RUNNING' || progress.state === 'QUEUED' || progress.secondsLeft !== null) && (
        <WorkProgress
          of={name}
          fraction={progress.fraction}
          secondsLeft={progress.secondsLeft}
          phase={progress.fraction < 1 ? undefined : 'Training finished; analyses and the report follow'}
        />
      )}
      <SweepActions id={id} name={name} live={live} mayRun={mayRun} />
      <section aria-labelledby="says">
        <h2 id="says">Findings</h2>
        {report?.series.map(({ weightDecay, sentence }) => (
          <p className="lead" key={weightDecay}>
            {sentence}
          </p>
        ))}
        <ReportStatus id={id} report={report} live={live} mayRun={mayRun} />
        {report && (
          <p className="quiet">
            A group is a set of neurons that carries the same information as the whole layer. w* is the
            smallest chunk of neurons whose linear map reproduces the layer with R² ≥{' '}
            {formatNumber(report.threshold)}; a layer of width W has W / w* groups.
          </p>
        )}
        {report?.warnings.map((warning) => (
          <p key={warning}>⚠ {warning}</p>
        ))}
      </section>
      {report && (
        <>
          <SweepFigures report={report} name={name} />
          <ClaimsTable claims={report.claims} />
          <FitTable series={report.series} />
          <WidthsTable series={report.series} name={name} />
        </>
      )}
      <CompletenessMatrix id={id} cells={progress.cells} mayRun={mayRun} isDeleted={live.deletedAt != null} />
    </>
  )
}
