import { measureOf } from '@mitoscope/schema/measures'
import { Link } from '../ui/link.tsx'
import { formatNumber, formatTime } from '../format/format.ts'
import { WorkStateMark } from '../ui/work-state.tsx'
import { AnalysisArrays } from './result/analysis-arrays.tsx'
import { AnalysisFigures } from './result/analysis-figures.tsx'
import { AnalysisNumbers } from './result/analysis-numbers.tsx'
import { AnalysisOptions } from './analysis-options.tsx'
import { AnalysisOrigin } from './analysis-origin.tsx'
import { AnalysisSnippets } from './replay/analysis-snippets.tsx'
import { AnalysisScalars } from './result/analysis-scalars.tsx'
import { AnalysisWork } from './analysis-work.tsx'
import type { Analysis } from './analysis.ts'
import { DeleteAnalysis } from './delete-analysis.tsx'
import { OtherAnalyses } from './other-analyses.tsx'
import { keptAddress } from './result/kept-address.ts'
import { Replay } from './replay/replay.tsx'

/** The page of an analysis, whatever the shape of its result. */
export function AnalysisContent({ analysis }: { readonly analysis: Analysis }) {
  const { measure, definition, run, representation, state, warnings, result, deletedAt } = analysis
  return (
    <>
      <h1>{definition?.title ?? measure}</h1>
      <p className="quiet">
        {measure}
        {run && (
          <>
            {' '}
            of <Link href={`/run?id=${run.id}`}>{run.name}</Link>
          </>
        )}
        {run?.sweep && (
          <>
            {' '}
            in <Link href={`/sweep?id=${run.sweep.id}`}>{run.sweep.name}</Link>
          </>
        )}
        {representation && ` · width ${formatNumber(representation.width)}`} · asked{' '}
        {formatTime(analysis.createdAt)} · <WorkStateMark state={state} />
      </p>
      {deletedAt && (
        <p className="problem">
          This analysis was deleted {formatTime(deletedAt)}. <a href="#delete">It can be restored.</a>
        </p>
      )}
      {measure === measureOf.SELECTION && representation && (
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
