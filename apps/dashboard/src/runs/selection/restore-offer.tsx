'use client'
import { countOf } from '../../format/count-of.ts'
import { RestoreRunsDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { Link } from '../../ui/link.tsx'
import { inBatches } from './in-batches.ts'

interface RestoreOfferProps {
  readonly ids: readonly string[]
  readonly onDone: () => void
}

/** Says that runs were deleted, and brings them back. */
export function RestoreOffer({ ids, onDone }: RestoreOfferProps) {
  const [{ fetching, error }, restore] = useMutation(RestoreRunsDocument)
  const what = ids.length === 1 ? 'The run' : `The ${countOf(ids.length, 'run')}`
  return (
    <section className="card" aria-label="Deleted runs">
      <div className="actions">
        <span role="status">
          {what} {ids.length === 1 ? 'was' : 'were'} deleted and can be restored in the{' '}
          <Link href="/bin">bin</Link> too.
        </span>
        <button
          type="button"
          disabled={fetching}
          onClick={async () => {
            const all = await inBatches(ids, async (some) => {
              const { data } = await restore({ ids: some })
              return data !== undefined
            })
            if (all) onDone()
          }}
        >
          {fetching ? 'Restoring…' : 'Restore'}
        </button>
        <button type="button" onClick={onDone}>
          Close
        </button>
      </div>
      {error && <Problem error={error} />}
    </section>
  )
}
