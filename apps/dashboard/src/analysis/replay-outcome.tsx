'use client'
import { AnalysisReplayDocument } from '@mitoscope/schema/documents'
import Link from 'next/link'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import { WorkProgress } from '../parts/work-progress.tsx'
import { WorkStateMark } from '../parts/work-state.tsx'
import { compareNumbers } from './compare-numbers.ts'
import type { Analysis } from './analysis.ts'
import { ReplayVerdict } from './replay-verdict.tsx'
import { useWholeResult } from './use-whole-result.ts'

interface ReplayOutcomeProps {
  readonly before: Analysis
  /** Of the analysis that computes the point again. */
  readonly id: string
}

/** How far the new computation is, and then how its numbers agree with the old ones. */
export function ReplayOutcome({ before, id }: ReplayOutcomeProps) {
  const [state, ask] = useQuery({ query: AnalysisReplayDocument, variables: { id } })
  const after = state.data?.analysis
  const isAtWork = after?.state === 'QUEUED' || after?.state === 'RUNNING'
  useRefresh(() => {
    if (isAtWork) ask({ requestPolicy: 'network-only' })
  }, 1_500)
  const old = useWholeResult(after?.state === 'FINISHED' ? before : undefined)
  const renewed = useWholeResult(after?.state === 'FINISHED' ? after : undefined)
  const compared = useMemo(
    () => (old.result && renewed.result ? compareNumbers(old.result, renewed.result) : undefined),
    [old.result, renewed.result],
  )
  return (
    <div className="card">
      <h3>The computation anew</h3>
      <Answer state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ analysis }) =>
          analysis ? (
            <>
              <p role="status">
                <WorkStateMark state={analysis.state} />{' '}
                <Link href={`/analysis?id=${analysis.id}`}>The new analysis</Link>
                {analysis.state === 'QUEUED' && ' waits for a device.'}
              </p>
              {analysis.state === 'RUNNING' && analysis.job && (
                <WorkProgress
                  of="the computation anew"
                  fraction={analysis.job.progress}
                  secondsLeft={analysis.job.secondsLeft}
                  phase={analysis.job.phase}
                />
              )}
              {analysis.failure && <p>{analysis.failure.message}</p>}
              {(old.fetching || renewed.fetching) && <p className="quiet">Reading both results…</p>}
              {(old.error ?? renewed.error) && <p>{old.error ?? renewed.error}</p>}
              {compared && before.provenance && analysis.provenance && (
                <ReplayVerdict compared={compared} before={before.provenance} after={analysis.provenance} />
              )}
            </>
          ) : (
            <p>There is no such analysis any more: compute the point again.</p>
          )
        }
      </Answer>
    </div>
  )
}
