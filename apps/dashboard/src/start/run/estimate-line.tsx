import { countOf } from '../../format/count-of.ts'
import { Problem } from '../../ui/query-boundary.tsx'
import { formatSeconds } from '../../format/format.ts'
import { describeDevices } from './describe-devices.ts'
import type { Estimated } from './use-estimate.ts'

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
