'use client'
import { AnalysisJobChangesDocument } from '@mitoscope/schema/documents'
import { useSubscription } from 'urql'
import { WorkProgress } from '../parts/work-progress.tsx'

/** How far the measuring of some groups is. */
export function KeptProgress({ jobId, of }: { readonly jobId: string; readonly of: string }) {
  const [{ data }] = useSubscription({ query: AnalysisJobChangesDocument, variables: { id: jobId } })
  const job = data?.jobUpdated
  if (!job) return null
  const { progress, secondsLeft, phase } = job
  return <WorkProgress of={of} fraction={progress} secondsLeft={secondsLeft} phase={phase} />
}
