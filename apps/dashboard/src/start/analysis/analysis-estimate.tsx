import { AnalysesEstimateDocument, type AnalysesEstimateQueryVariables } from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { countOf } from '../../format/format.ts'
import { describeCertainty, describeKnown, describeWork } from './describe-estimate.ts'
import { describeDevices } from '../run/estimate-line.tsx'
import type { Catalogue } from '../fields/option.ts'
import { useDebounced } from '../../api/live.ts'

interface AnalysisEstimateLineProps {
  readonly estimated: AnalysisEstimated
  readonly runs: number
  readonly measures: number
  readonly catalogue: Catalogue
}

/** Estimate of the work of analyses, with its basis. */
export function AnalysisEstimateLine({ estimated, runs, measures, catalogue }: AnalysisEstimateLineProps) {
  const { estimate, error, isOld, problem } = estimated
  const count = countOf(runs * measures, 'analysis', 'analyses')
  const known = estimate && describeKnown(estimate)
  const titleOf = (name: string) => catalogue.measures.find((each) => each.name === name)?.title ?? name
  return (
    <>
      {error && <Problem error={error} />}
      <div className="start-estimate" role="status">
        <p>
          <strong>
            {countOf(runs, 'run')} × {countOf(measures, 'measure')}: {count}
            {estimate && !estimate.problem && `, ${describeWork(estimate)}`}
          </strong>
          {estimate &&
            !estimate.problem &&
            estimate.seconds > 0 &&
            describeDevices(catalogue.workers.totalCount)}
          {known && `; ${known}`}
          {estimate && isOld && <span className="quiet"> · recalculating…</span>}
        </p>
        {problem !== undefined && <p className="start-problem">✕ {problem}</p>}
        {estimate && !estimate.problem && <p className="quiet">{describeCertainty(estimate, titleOf)}</p>}
      </div>
    </>
  )
}

const nothing: AnalysesEstimateQueryVariables = { runIds: [], analyses: [], recompute: false }

/** Returns the estimate of analyses, or why the server would reject them; fetches nothing while the form is invalid. */
export function useAnalysisEstimate(asked: AnalysesEstimateQueryVariables | undefined) {
  // The same request made anew at every drawing is the same question.
  const now = asked && JSON.stringify(asked)
  const later = useDebounced(now)
  const variables = useMemo(
    () => (later === undefined ? nothing : (JSON.parse(later) as AnalysesEstimateQueryVariables)),
    [later],
  )
  const [{ data, error, fetching }, ask] = useQuery({
    query: AnalysesEstimateDocument,
    variables,
    pause: later === undefined,
  })
  const isOld = later !== now || fetching
  const estimate = now === undefined ? undefined : data?.analysisEstimate
  return {
    estimate,
    error: now === undefined ? undefined : error,
    isOld,
    problem: isOld ? undefined : (estimate?.problem ?? undefined),
    /** After something was started. */
    refetch: () => {
      if (later !== undefined) ask({ requestPolicy: 'network-only' })
    },
  }
}

type AnalysisEstimated = ReturnType<typeof useAnalysisEstimate>
