'use client'
import { RestoreRunsDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'

interface RestoreOfferProps {
  readonly ids: readonly string[]
  readonly onDone: () => void
}

/** Says that runs were deleted, and brings them back. */
export function RestoreOffer({ ids, onDone }: RestoreOfferProps) {
  const [{ fetching, error }, restore] = useMutation(RestoreRunsDocument)
  const what = ids.length === 1 ? 'The run' : `The ${ids.length} runs`
  return (
    <section className="card" aria-label="Deleted runs">
      <div className="actions">
        <span role="status">
          {what} {ids.length === 1 ? 'was' : 'were'} deleted.
        </span>
        <button
          type="button"
          disabled={fetching}
          onClick={async () => {
            const { data } = await restore({ ids: [...ids] })
            if (data) onDone()
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
