import {
  SettingsEstimateDocument,
  type RequestedAnalysisInput,
  type SettingsEstimateQueryVariables,
} from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { useDebounced } from '../../api/live.ts'

/**
 * Estimates how many runs settings make, and how long they and the analyses of each take, or tells which of
 * the settings the server does not take; no estimate while a field is wrong.
 */
export function useEstimate(settings: object | undefined, analyses: readonly RequestedAnalysisInput[]) {
  // The same settings made anew at every drawing are the same question.
  const now = settings && JSON.stringify({ settings, analyses })
  const asked = useDebounced(now)
  const variables = useMemo(
    () => (asked === undefined ? { settings: {} } : JSON.parse(asked)) as SettingsEstimateQueryVariables,
    [asked],
  )
  const [{ data, error, fetching }] = useQuery({
    query: SettingsEstimateDocument,
    variables,
    pause: asked === undefined,
  })
  const isOld = asked !== now || fetching
  const estimate = now === undefined ? undefined : data?.sweepEstimate
  // A message of the server's begins with the name of the setting that it is about.
  const [, field, problem] = /^(\w+): (.*)$/s.exec((!isOld && estimate?.problem) || '') ?? []
  return {
    estimate,
    error,
    isOld,
    problem: isOld ? undefined : (estimate?.problem ?? undefined),
    problems: field === undefined ? {} : { [field]: problem },
  }
}

export type Estimated = ReturnType<typeof useEstimate>
