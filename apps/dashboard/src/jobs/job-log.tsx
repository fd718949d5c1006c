'use client'
import { JobLogDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useQuery } from 'urql'
import { formatTime } from '../parts/format.ts'

/** What a job said, read when it is opened. */
export function JobLog({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false)
  const [{ data, fetching }] = useQuery({ query: JobLogDocument, variables: { id }, pause: !open })
  const lines = data?.job?.log.nodes
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Log</summary>
      {fetching && !lines && <p className="quiet">Loading…</p>}
      {lines?.length === 0 && <p className="quiet">It has said nothing.</p>}
      <ol>
        {lines?.map(({ at, message }, i) => (
          <li key={i}>
            <span className="quiet">{formatTime(at)}</span> {message}
          </li>
        ))}
      </ol>
    </details>
  )
}
