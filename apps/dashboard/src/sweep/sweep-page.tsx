'use client'
import {
  SweepChangesDocument,
  SweepPageDocument,
  type SweepLiveFragment,
  type SweepPartsFragment,
} from '@mitoscope/schema/documents'
import { explainGroups } from '@mitoscope/analysis/format'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription } from 'urql'
import { QueryBoundary, NotFound } from '../ui/query-boundary.tsx'
import { loadFigures } from '../figures/plot.ts'
import { usePreload } from '../api/live.ts'
import { useTitle } from '../ui/use-title.ts'
import { countOf, formatNumber, formatTime } from '../format/format.ts'
import { WorkProgress, WorkStateMark } from '../ui/work-state.tsx'
import { ClaimsTable, FitTable, WidthsTable } from './report-tables.tsx'
import { CompletenessMatrix } from './completeness-matrix.tsx'
import { ReportStatus } from './report-status.tsx'
import { SweepActions } from './sweep-actions.tsx'
import { SweepFigures } from './sweep-figures.tsx'

/** A sweep: how complete it is, its figures, and what they say. */
export function SweepPage() {
  usePreload(loadFigures)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const [state, ask] = useQuery({ query: SweepPageDocument, variables: { id }, pause: id === '' })
  const [{ data: change }] = useSubscription({
    query: SweepChangesDocument,
    variables: { id },
    pause: id === '',
  })
  const live = change?.sweepUpdated
  const known = state.data?.sweep
  const reportMade = live?.report?.madeAt
  const isOld = reportMade !== undefined && known !== undefined && known?.report?.madeAt !== reportMade
  // The report is too large to travel with every tick: it is read when there is another.
  useEffect(() => {
    if (isOld) ask({ requestPolicy: 'network-only' })
  }, [isOld, reportMade, ask])
  useTitle(known?.name, 'Sweep')
  if (id === '') return <NotFound what="sweep" />
  return (
    <QueryBoundary
      state={state}
      retry={() => ask({ requestPolicy: 'network-only' })}
      notFound={<NotFound what="sweep" />}
    >
      {({ sweep }) =>
        sweep ? <SweepContent sweep={sweep} live={live ?? sweep} /> : <NotFound what="sweep" />
      }
    </QueryBoundary>
  )
}

interface SweepContentProps {
  readonly sweep: SweepPartsFragment
  /** Parts of the sweep that change while the page is open. */
  readonly live: SweepLiveFragment
}

function SweepContent({ sweep, live }: SweepContentProps) {
  const { id, name, model, report, createdAt } = sweep
  const { progress } = live
  const mayRun = sweep.project.viewerRole !== 'VIEWER'
  const { queued, running, finished, failed, cancelled, missing } = progress.counts
  const asked = queued + running + finished + failed + cancelled + missing
  return (
    <>
      <h1>{name}</h1>
      <p className="quiet">
        {`${model.name}: ${model.architecture} on ${model.dataset} · `}started {formatTime(createdAt)} ·{' '}
        <WorkStateMark state={progress.state} /> · {formatNumber(finished)} of {countOf(asked, 'run')}{' '}
        finished
        {failed > 0 && `, ${formatNumber(failed)} failed`}
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
        {report && <p className="quiet">{explainGroups(report.threshold)}</p>}
        {report?.warnings.map((warning) => (
          <p key={warning}>⚠ {warning}</p>
        ))}
      </section>
      {report && (
        <>
          <SweepFigures report={report} name={name} />
          <ClaimsTable claims={report.claims} sweepId={id} />
          <FitTable series={report.series} />
          <WidthsTable series={report.series} name={name} />
        </>
      )}
      <CompletenessMatrix id={id} cells={progress.cells} mayRun={mayRun} isDeleted={live.deletedAt != null} />
    </>
  )
}
