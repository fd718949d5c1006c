import { Problem } from '../../ui/query-boundary.tsx'
import { countOf } from '../../format/count-of.ts'
import { describeCertainty, describeKnown, describeWork } from './describe-estimate.ts'
import { describeDevices } from '../run/describe-devices.ts'
import type { Catalogue } from '../fields/option.ts'
import type { AnalysisEstimated } from './use-analysis-estimate.ts'

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
