import {
  SettingsEstimateDocument,
  type MeasureInput,
  type SettingsEstimateQueryVariables,
} from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { countOf, formatSeconds } from '../../format/format.ts'
import { Problem } from '../../ui/query-boundary.tsx'
import { useDebounced } from '../../api/live.ts'

interface EstimateLineProps {
  readonly estimated: Estimated
  readonly devices: number
}

/** Estimate of the runs and analyses of a form, with their time. */
export function EstimateLine({ estimated, devices }: EstimateLineProps) {
  const { estimate, error, isOld, problem } = estimated
  return (
    <>
      {error && <Problem error={error} />}
      <p className="start-estimate" role="status">
        {!estimate && !error && (
          <span className="quiet">The estimate appears when all fields are valid.</span>
        )}
        {problem !== undefined && `✕ ${problem}`}
        {estimate && !estimate.problem && (
          <>
            <strong>
              {countOf(estimate.runs, 'run')}, about {formatSeconds(estimate.seconds)}
            </strong>{' '}
            of one core of a usual processor
            {estimate.analyses > 0 && (
              <>
                , then {countOf(estimate.analyses, 'analysis', 'analyses')}, about{' '}
                {formatSeconds(estimate.analysisSeconds)} of one device
              </>
            )}
            {describeDevices(devices)}
            {isOld && <span className="quiet"> · recalculating…</span>}
          </>
        )}
      </p>
    </>
  )
}

/**
 * Estimates how many runs settings make, and how long they and the analyses of each take, or tells which of
 * the settings the server does not take; no estimate while a field is wrong.
 */
export function useEstimate(settings: object | undefined, analyses: readonly MeasureInput[]) {
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

type Estimated = ReturnType<typeof useEstimate>

/**
 * Describes who shares the work of an estimate, as the end of its sentence; empty if one device does it
 * alone.
 */
export function describeDevices(devices: number): string {
  if (devices === 0)
    return '; nothing computes here now: it waits until “npm run -s mitoscope -- worker” runs, or “npm run -s mitoscope -- serve” without --no-worker'
  return devices === 1 ? '' : `; ${devices} devices share it here`
}
