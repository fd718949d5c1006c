'use client'
import { AnalysisReplayChangesDocument, AnalysisReplayDocument } from '@mitoscope/schema/documents'
import { Link } from '../../ui/link.tsx'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { useSubscriptions } from '../../api/live.ts'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { AnalysisProgress } from '../analysis-progress.tsx'
import type { Analysis } from '../analysis.ts'
import { allowance, compareNumbers, tolerance } from './compare-numbers.ts'
import { ReplayVerdict } from './replay-verdict.tsx'
import { useWholeResult } from '../result/whole-result.ts'

interface ReplayOutcomeProps {
  readonly before: Analysis
  /** Id of the analysis that computes the point again. */
  readonly id: string
}

/** Progress of the new computation, and then how its numbers agree with the old ones. */
export function ReplayOutcome({ before, id }: ReplayOutcomeProps) {
  const [state, ask] = useQuery({ query: AnalysisReplayDocument, variables: { id } })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const after = state.data?.analysis?.id === id ? state.data.analysis : undefined
  useSubscriptions(AnalysisReplayChangesDocument, [{ id }], ({ analysisUpdated: now }) => {
    // The result does not travel with the change: it is read once there is one.
    if (now && now.state !== after?.state) refetch()
  })
  const isDone = after?.state === 'FINISHED'
  const old = useWholeResult(isDone ? before : undefined)
  const renewed = useWholeResult(isDone ? after : undefined)
  const limit = tolerance(before.provenance?.resolution ?? 0, after?.provenance?.resolution ?? 0)
  const rows = before.representation
  const compared = useMemo(
    () =>
      old.result !== undefined && renewed.result !== undefined
        ? compareNumbers(old.result, renewed.result, allowance(rows, limit))
        : undefined,
    [old.result, renewed.result, rows, limit],
  )
  return (
    <div className="card">
      <h3>New computation</h3>
      <QueryBoundary state={state} retry={refetch}>
        {({ analysis }) =>
          analysis ? (
            <>
              <p role="status">
                <WorkStateMark state={analysis.state} />{' '}
                <Link href={`/analysis?id=${analysis.id}`}>The new analysis</Link>
                {analysis.state === 'QUEUED' && ' is waiting for a device.'}
                {analysis.state === 'CANCELLED' && ' was cancelled. You can compute it again on its page.'}
              </p>
              {analysis.measure !== before.measure && (
                <p className="problem">
                  It uses another measure, {analysis.measure}, so it cannot be compared. Compute this point
                  again below.
                </p>
              )}
              {analysis.state === 'RUNNING' && analysis.job && (
                <AnalysisProgress of="the new computation" job={analysis.job} />
              )}
              {analysis.failure && <p className="problem">{analysis.failure.message}</p>}
              {(old.fetching || renewed.fetching) && <p className="quiet">Reading both results…</p>}
              {(old.error ?? renewed.error) && <p className="problem">{old.error ?? renewed.error}</p>}
              {compared &&
                analysis.measure === before.measure &&
                before.provenance &&
                analysis.provenance && (
                  <ReplayVerdict
                    compared={compared}
                    limit={limit}
                    before={before.provenance}
                    after={analysis.provenance}
                    versions={[before.version, analysis.version]}
                  />
                )}
            </>
          ) : (
            <p>That analysis was deleted. Compute the point again.</p>
          )
        }
      </QueryBoundary>
    </div>
  )
}
