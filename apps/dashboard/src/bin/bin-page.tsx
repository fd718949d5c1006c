'use client'
import { useState } from 'react'
import { BinDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { useTitle } from '../ui/use-title.ts'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { countOf } from '../format/format.ts'
import { BinLine } from './bin-line.tsx'

/** Page of everything that was deleted and is not purged yet, with a way to restore it. */
export function BinPage() {
  useTitle('Bin')
  // Cursors after which the parts begin that the reader has asked for.
  const [shown, setShown] = useState<{
    readonly reading: number
    readonly afters: readonly (string | null)[]
  }>({
    reading: 0,
    afters: [null],
  })
  return (
    <>
      <h1>Bin</h1>
      <p className="lead">
        Deleted items, newest first. There is no automatic purge: an administrator purges in the{' '}
        <a href="/settings#storage">settings</a>. By default a purge keeps items that were deleted less than
        30 days ago.
      </p>
      {shown.afters.map((after, at) => (
        <BinPart
          key={`${shown.reading} ${after}`}
          after={after}
          onMore={
            at === shown.afters.length - 1
              ? (next) => setShown(({ reading, afters }) => ({ reading, afters: [...afters, next] }))
              : undefined
          }
          // What is restored shifts the parts behind it.
          onRestored={() => setShown(({ reading }) => ({ reading: reading + 1, afters: [null] }))}
        />
      ))}
    </>
  )
}

interface BinPartProps {
  /** Cursor after which this part of the list begins; null for the first part. */
  readonly after: string | null
  /** Told the cursor of the next part. */
  readonly onMore?: (after: string) => void
  readonly onRestored: () => void
}

/** Some entries of the bin. */
function BinPart({ after, onMore, onRestored }: BinPartProps) {
  const [state, ask] = useQuery({ query: BinDocument, variables: { after }, requestPolicy: 'network-only' })
  return (
    <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ bin: { nodes, totalCount, pageInfo } }) => (
        <>
          {after === null && (
            <p role="status">
              {totalCount === 0
                ? 'The bin is empty.'
                : `${countOf(totalCount, 'entry', 'entries')} in the bin`}
            </p>
          )}
          <ul className="plain-list">
            {nodes.map((entry) => (
              <BinLine key={`${entry.kind} ${entry.ids[0]}`} entry={entry} onRestored={onRestored} />
            ))}
          </ul>
          {pageInfo.hasNextPage && pageInfo.endCursor && onMore && (
            <button type="button" onClick={() => onMore(pageInfo.endCursor!)}>
              Show more
            </button>
          )}
        </>
      )}
    </QueryBoundary>
  )
}
