'use client'
import {
  AnalysisReplayChangesDocument,
  RunChangesDocument,
  RunPageDocument,
  DeleteRunsDocument,
  RestoreRunsDocument,
} from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription, useMutation } from 'urql'
import { QueryBoundary, NotFound } from '../ui/query-boundary.tsx'
import { loadPlot } from '../figures/plot.ts'
import { usePreload, useSubscriptions } from '../api/live.ts'
import { useTitle } from '../ui/use-title.ts'
import { useLiveMetrics } from './live-metrics.ts'
import { flattenConfig } from '../format/flatten-config.ts'
import { formatTime } from '../format/format.ts'
import { WorkProgress } from '../ui/work-state.tsx'
import { AnalysesOverEpochs } from './epochs/analyses-over-epochs.tsx'
import { MetricCurves } from './metric-curves.tsx'
import { chooseSite, ofSite } from './sites.ts'
import { SiteChoice } from './site-choice.tsx'
import { RunAnalyses } from './run-analyses.tsx'
import { RunFiles } from './run-files.tsx'
import { RunHeading } from './run-heading.tsx'
import { RunProvenance } from './run-provenance.tsx'
import type { Measure, Run } from './run.ts'
import { DeleteSection } from '../ui/delete-section.tsx'

/** A run: its curves, configuration, analyses and files. */
export function RunPage() {
  usePreload(loadPlot)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const pause = id === ''
  const [state, ask] = useQuery({ query: RunPageDocument, variables: { id }, pause })
  const [{ data: change }] = useSubscription({ query: RunChangesDocument, variables: { id }, pause })
  const live = change?.runUpdated?.id === id ? change.runUpdated : undefined
  const ended = live?.state
  useEffect(() => {
    if (ended === 'FINISHED' || ended === 'FAILED') ask({ requestPolicy: 'network-only' })
  }, [ended, ask])
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const known = state.data?.run
  const metrics = useLiveMetrics(id, known?.id === id ? known.metrics : undefined, refetch)
  const waiting = (known?.analyses ?? []).filter(({ state: at }) => at === 'QUEUED' || at === 'RUNNING')
  useSubscriptions(
    AnalysisReplayChangesDocument,
    waiting.map((analysis) => ({ id: analysis.id })),
    ({ analysisUpdated: now }) => {
      const before = waiting.find((analysis) => analysis.id === now?.id)
      if (now && before && now.state !== before.state) refetch()
    },
  )
  useTitle(known?.name, known?.sweep?.name, 'Run')
  if (pause) return <NotFound what="run" />
  return (
    <QueryBoundary state={state} retry={refetch} notFound={<NotFound what="run" />}>
      {({ run, measures }) =>
        run ? (
          <RunContent
            key={run.id}
            run={{ ...run, ...live, ...(run.id === id && metrics && { metrics }) }}
            measures={measures}
            refetch={refetch}
          />
        ) : (
          <NotFound what="run" />
        )
      }
    </QueryBoundary>
  )
}

interface RunContentProps {
  readonly run: Run
  readonly measures: readonly Measure[]
  readonly refetch: () => void
}

/** The page of a run. */
function RunContent({ run, measures, refetch }: RunContentProps) {
  const { name, state, job, failure, deletedAt } = run
  const [asked, setSite] = useQueryState('site', parseAsString)
  const site = chooseSite(run.sites, asked)
  const shown = ofSite(run, site)
  return (
    <>
      <RunHeading run={run} />
      {deletedAt && (
        <p className="problem">
          This run was deleted {formatTime(deletedAt)}. <a href="#delete">It can be restored.</a>
        </p>
      )}
      {state === 'RUNNING' && job && (
        <WorkProgress of={name} fraction={job.progress} secondsLeft={job.secondsLeft} phase={job.phase} />
      )}
      {failure && <p className="problem message">{failure.message}</p>}
      <MetricCurves run={run} />
      <SiteChoice sites={run.sites} site={site} onChange={(name) => void setSite(name)} />
      <AnalysesOverEpochs run={shown} site={site} measures={measures} refetch={refetch} />
      <RunAnalyses {...shown} site={site} />
      <Settings id="configuration" title="Configuration" values={run.config} />
      {Object.keys(run.environment as object).length > 0 && (
        <Settings id="environment" title="Environment" values={run.environment} />
      )}
      <RunFiles
        id={run.id}
        representations={run.representations}
        checkpoints={run.checkpoints}
        withSignIn={run.metrics.length > 0}
      />
      <RunProvenance run={run} />
      <DeleteRun run={run} refetch={refetch} />
    </>
  )
}

interface SettingsProps {
  readonly id: string
  readonly title: string
  readonly values: unknown
}

/** A JSON object as a list of its values by their paths. */
function Settings({ id, title, values }: SettingsProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl className="facts">
        {flattenConfig(values).map(([path, value]) => (
          <div key={path} style={{ display: 'contents' }}>
            <dt>{path}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface DeleteRunProps {
  readonly run: Run
  readonly refetch: () => void
}

/** Hides a run with what is of it and cancels its training, or brings it back. */
function DeleteRun({ run, refetch }: DeleteRunProps) {
  const { id, name, deletedAt } = run
  const [deleting, remove] = useMutation(DeleteRunsDocument)
  const [restoring, restore] = useMutation(RestoreRunsDocument)
  return (
    <DeleteSection
      what="run"
      name={name}
      of={run}
      deletedAt={deletedAt}
      consequence="its jobs are cancelled"
      deleting={deleting}
      restoring={restoring}
      onDelete={() => void remove({ ids: [id] }).then(refetch)}
      onRestore={() => void restore({ ids: [id] }).then(refetch)}
    />
  )
}
