'use client'
import {
  AnalysisChangesDocument,
  AnalysisPageDocument,
  DeleteAnalysisDocument,
  RestoreAnalysisDocument,
} from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription, useMutation } from 'urql'
import { QueryBoundary, NotFound } from '../ui/query-boundary.tsx'
import { loadFigures } from '../figures/plot.ts'
import { usePreload } from '../api/live.ts'
import { useTitle } from '../ui/use-title.ts'
import { Link } from '../ui/link.tsx'
import { formatNumber, formatTime } from '../format/format.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import { AnalysisArrays, AnalysisNumbers, AnalysisScalars } from './result/analysis-numbers.tsx'
import { AnalysisFigures } from './result/analysis-figures.tsx'
import { AnalysisOptions } from './analysis-options.tsx'
import { AnalysisOrigin } from './analysis-origin.tsx'
import { AnalysisSnippets } from './replay/analysis-snippets.tsx'
import { AnalysisWork } from './analysis-work.tsx'
import { keptAddress, type Analysis } from './analysis.ts'
import { Replay } from './replay/replay.tsx'
import { DeleteSection } from '../ui/delete-section.tsx'

/** An analysis: what it found, of what, how, and how to compute it again. */
export function AnalysisPage() {
  usePreload(loadFigures)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const pause = id === ''
  const [state, ask] = useQuery({
    query: AnalysisPageDocument,
    variables: { id, critical: measureOf.CRITICAL_SIZE },
    pause,
  })
  const [{ data: change }] = useSubscription({
    query: AnalysisChangesDocument,
    variables: { id, critical: measureOf.CRITICAL_SIZE },
    pause,
  })
  const known = state.data?.analysis
  const live = change?.analysisUpdated
  // The result does not travel with every change: it is read once there is one.
  const isOld = live?.state === 'FINISHED' && known?.id === live.id && known.state !== 'FINISHED'
  useEffect(() => {
    if (isOld) ask({ requestPolicy: 'network-only' })
  }, [isOld, ask])
  useTitle(known?.definition?.title ?? known?.measure, known?.run.name, 'Analysis')
  if (pause) return <NotFound what="analysis" />
  return (
    <QueryBoundary
      state={state}
      retry={() => ask({ requestPolicy: 'network-only' })}
      notFound={<NotFound what="analysis" />}
    >
      {({ analysis }) =>
        analysis ? (
          <AnalysisContent
            key={analysis.id}
            analysis={live?.id === analysis.id ? { ...analysis, ...live } : analysis}
          />
        ) : (
          <NotFound what="analysis" />
        )
      }
    </QueryBoundary>
  )
}

/** The page of an analysis, whatever the shape of its result. */
function AnalysisContent({ analysis }: { readonly analysis: Analysis }) {
  const { measure, definition, run, representation, state, warnings, result, deletedAt } = analysis
  return (
    <>
      <h1>{definition?.title ?? measure}</h1>
      <p className="quiet">
        {measure} of <Link href={`/run?id=${run.id}`}>{run.name}</Link>
        {run.sweep && (
          <>
            {' '}
            in <Link href={`/sweep?id=${run.sweep.id}`}>{run.sweep.name}</Link>
          </>
        )}
        {` · width ${formatNumber(representation.width)}`} · asked {formatTime(analysis.createdAt)} ·{' '}
        <WorkStateMark state={state} />
      </p>
      {deletedAt && (
        <p className="problem">
          This analysis was deleted {formatTime(deletedAt)}. <a href="#delete">It can be restored.</a>
        </p>
      )}
      {measure === measureOf.SELECTION && (
        <p>
          <Link href={keptAddress(analysis)}>Select other groups of this layer</Link>
        </p>
      )}
      {(definition?.shape === 'PARTITION' || definition?.shape === 'MATRIX') && (
        <p>
          <Link href={`/groups?id=${analysis.id}`}>Show the groups and pairs of this layer</Link>
        </p>
      )}
      <AnalysisWork analysis={analysis} />
      {warnings.map(({ code, message }) => (
        <p className="problem" key={code + message}>
          <strong>⚠ Warning:</strong> {message}
        </p>
      ))}
      {result && (
        <>
          <AnalysisScalars result={result} />
          <AnalysisFigures analysis={analysis} />
          <AnalysisNumbers analysis={analysis} result={result} />
        </>
      )}
      <AnalysisOptions analysis={analysis} />
      <AnalysisOrigin analysis={analysis} />
      <AnalysisArrays analysis={analysis} />
      <Replay analysis={analysis} />
      <AnalysisSnippets analysis={analysis} />
      <OtherAnalyses analysis={analysis} />
      <DeleteAnalysis analysis={analysis} />
    </>
  )
}

/** Other analyses of the same representation. */
function OtherAnalyses({ analysis }: { readonly analysis: Pick<Analysis, 'id' | 'representation'> }) {
  const others = analysis.representation.analyses.nodes.filter(({ id }) => id !== analysis.id)
  if (others.length === 0) return null
  return (
    <section aria-labelledby="others">
      <h2 id="others">Of the same representation</h2>
      <ul>
        {others.map(({ id, measure, state, seed, createdAt }) => (
          <li key={id}>
            <Link href={`/analysis?id=${id}`}>
              {measure}, seed {seed}
            </Link>{' '}
            <WorkStateMark state={state} />
            <span className="quiet"> · asked {formatTime(createdAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Hides an analysis and stops its computing, or brings it back. */
function DeleteAnalysis({ analysis }: { readonly analysis: Analysis }) {
  const { id, deletedAt, measure } = analysis
  const [deleting, remove] = useMutation(DeleteAnalysisDocument)
  const [restoring, restore] = useMutation(RestoreAnalysisDocument)
  return (
    <DeleteSection
      what="analysis"
      name={measure}
      of={analysis}
      deletedAt={deletedAt}
      consequence="its computing stops"
      deleting={deleting}
      restoring={restoring}
      onDelete={() => void remove({ id })}
      onRestore={() => void restore({ id })}
    />
  )
}
