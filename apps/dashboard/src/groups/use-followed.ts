'use client'
import { GroupsSourceChangesDocument } from '@mitoscope/schema/documents'
import { useSubscriptions } from '../api/live.ts'

interface Followed {
  readonly id: string
  readonly state: string
}

/** Asks again as soon as one of the analyses that wait or are computed is in another state. */
export function useFollowed(analyses: readonly Followed[], refetch: () => void): void {
  const waiting = analyses
    .filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
    .map(({ id }) => ({ id }))
  useSubscriptions(GroupsSourceChangesDocument, waiting, ({ analysisUpdated: now }) => {
    const known = analyses.find(({ id }) => id === now?.id)
    if (now && known && now.state !== known.state) refetch()
  })
}
