import { AnalysesEstimateDocument, type AnalysesEstimateQueryVariables } from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { useDebounced } from '../../api/live.ts'

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

export type AnalysisEstimated = ReturnType<typeof useAnalysisEstimate>
