import { BinDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { countOf } from '../format/count-of.ts'
import { BinLine } from './bin-line.tsx'

interface BinPartProps {
  /** Cursor after which this part of the list begins; null for the first part. */
  readonly after: string | null
  /** Told the cursor of the next part. */
  readonly onMore?: (after: string) => void
  readonly onRestored: () => void
}

/** Some entries of the bin. */
export function BinPart({ after, onMore, onRestored }: BinPartProps) {
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
