'use client'
import { AnalysisJobChangesDocument, type AnalysisJobFragment } from '@mitoscope/schema/documents'
import { useSubscription } from 'urql'
import { WorkProgress } from '../ui/work-state.tsx'

interface AnalysisProgressProps {
  /** Description of what is computed, for screen readers. */
  readonly of: string
  /** Job as it was when the page was queried; changes are received from then on. */
  readonly job: Pick<AnalysisJobFragment, 'id' | 'phase' | 'progress' | 'secondsLeft'>
}

/** Live progress of the job of an analysis. */
export function AnalysisProgress({ of, job }: AnalysisProgressProps) {
  const [{ data }] = useSubscription({ query: AnalysisJobChangesDocument, variables: { id: job.id } })
  const { progress, secondsLeft, phase } = data?.jobUpdated ?? job
  return <WorkProgress of={of} fraction={progress} secondsLeft={secondsLeft} phase={phase} />
}
