'use client'
import { GroupsSourceChangesDocument } from '@mitoscope/schema/documents'
import { useEffect, useRef } from 'react'
import { useClient } from 'urql'

interface Followed {
  readonly id: string
  readonly state: string
}

/** Asks again as soon as one of the analyses that wait or are computed is in another state. */
export function useFollowed(analyses: readonly Followed[], again: () => void): void {
  const client = useClient()
  const latest = useRef({ analyses, again })
  latest.current = { analyses, again }
  const waiting = analyses
    .filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
    .map(({ id }) => id)
    .join(' ')
  useEffect(() => {
    if (waiting === '') return
    const ended = waiting.split(' ').map((id) =>
      client.subscription(GroupsSourceChangesDocument, { id }).subscribe(({ data }) => {
        const now = data?.analysisUpdated
        const known = latest.current.analyses.find((each) => each.id === id)
        if (now && known && now.state !== known.state) latest.current.again()
      }),
    )
    return () => {
      for (const { unsubscribe } of ended) unsubscribe()
    }
  }, [waiting, client])
}
