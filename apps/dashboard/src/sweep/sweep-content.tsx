import type { SweepLiveFragment, SweepPartsFragment } from '@mitoscope/schema/documents'
import { formatNumber, formatTime } from '../parts/format.ts'
import { WorkProgress } from '../parts/work-progress.tsx'
import { WorkStateMark } from '../parts/work-state.tsx'
import { CompletenessMatrix } from './completeness-matrix.tsx'
import { SweepFigures } from './sweep-figures.tsx'
import { WidthsTable } from './widths-table.tsx'

interface SweepContentProps {
  readonly sweep: SweepPartsFragment
  /** What changes meanwhile. */
  readonly live: SweepLiveFragment
}

export function SweepContent({ sweep, live }: SweepContentProps) {
  const { name, model, report, createdAt } = sweep
  const { progress } = live
  return (
    <>
      <h1>{name}</h1>
      <p className="quiet">
        {model && `${model.name}: ${model.architecture} on ${model.dataset} · `}started{' '}
        {formatTime(createdAt)} · <WorkStateMark state={progress.state} />
      </p>
      {progress.state === 'RUNNING' && (
        <WorkProgress of={name} fraction={progress.fraction} secondsLeft={progress.secondsLeft} />
      )}
      {report ? (
        <>
          <section aria-labelledby="says">
            <h2 id="says">What it says</h2>
            {report.series.map(({ weightDecay, sentence }) => (
              <p className="lead" key={weightDecay}>
                {sentence}
              </p>
            ))}
            <p className="quiet">
              A group is a part of the layer that carries what the whole carries. w* is the smallest chunk of
              neurons whose linear map gives back the layer with R² ≥ {formatNumber(report.threshold)}; the
              layer holds W / w* groups.
            </p>
            {report.warnings.map((warning) => (
              <p key={warning}>⚠ {warning}</p>
            ))}
          </section>
          <SweepFigures report={report} name={name} />
          <WidthsTable series={report.series} name={name} />
          <p className="quiet">
            Report of {formatTime(report.madeAt)}, {report.provenance.draws} draws a point with seed{' '}
            {report.provenance.seed}, on {report.provenance.device}.
          </p>
        </>
      ) : (
        <p className="card">
          The figures come with the first finished analyses
          {progress.state === 'FINISHED' || progress.state === 'RUNNING'
            ? '; this page shows them by itself.'
            : '.'}
        </p>
      )}
      <CompletenessMatrix
        id={sweep.id}
        cells={progress.cells}
        mayRun={sweep.project?.viewerRole !== 'VIEWER'}
      />
    </>
  )
}
