'use client'
import { AnalysisJobChangesDocument, type AnalysisJobFragment } from '@mitoscope/schema/documents'
import { useSubscription } from 'urql'
import { WorkProgress } from '../ui/work-progress.tsx'

interface AnalysisProgressProps {
  /** What is computed, for readers that hear the page. */
  readonly of: string
  /** As it was when the page asked; changes are heard from then on. */
  readonly job: Pick<AnalysisJobFragment, 'id' | 'phase' | 'progress' | 'secondsLeft'>
}

/** Live progress of the job of an analysis. */
export function AnalysisProgress({ of, job }: AnalysisProgressProps) {
  const [{ data }] = useSubscription({ query: AnalysisJobChangesDocument, variables: { id: job.id } })
  const { progress, secondsLeft, phase } = data?.jobUpdated ?? job
  return <WorkProgress of={of} fraction={progress} secondsLeft={secondsLeft} phase={phase} />
}
