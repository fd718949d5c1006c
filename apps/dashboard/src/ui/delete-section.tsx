import type { CombinedError } from 'urql'
import { Problem } from './query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { Link } from './link.tsx'
import { mayCompute, ViewerNote, type Owned } from './viewer-note.tsx'

/** State of a mutation. */
interface Asked {
  readonly fetching: boolean
  readonly error?: CombinedError
}

interface DeleteSectionProps {
  /** Kind of the thing to delete, as "run". */
  readonly what: string
  readonly name: string
  /** Record whose project decides who may delete it. */
  readonly of: Owned
  readonly deletedAt: string | null
  /** Consequence of deleting it, as "its jobs are cancelled". */
  readonly consequence: string
  readonly deleting: Asked
  readonly restoring: Asked
  readonly onDelete: () => void
  readonly onRestore: () => void
}

/** Hides something, or brings it back: what is deleted is kept until a purge. */
export function DeleteSection(props: DeleteSectionProps) {
  const { what, name, of, deletedAt, consequence, deleting, restoring, onDelete, onRestore } = props
  const error = deleting.error ?? restoring.error
  const off = deleting.fetching || restoring.fetching || !mayCompute(of)
  const [act, label] = deletedAt
    ? [onRestore, restoring.fetching ? 'Restoring…' : `Restore this ${what}`]
    : [onDelete, deleting.fetching ? 'Deleting…' : `Delete this ${what}`]
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p className="actions">
        <button type="button" disabled={off} onClick={act}>
          {label}
          <span className="hidden">: {name}</span>
        </button>
        {deletedAt ? (
          <span role="status">Deleted {formatTime(deletedAt)}; you can restore it until the next purge.</span>
        ) : (
          <span className="quiet">
            It is no longer listed and {consequence}. You can restore it here and in the{' '}
            <Link href="/bin">bin</Link> until a purge.
          </span>
        )}
        <ViewerNote of={of} />
      </p>
      {error && <Problem error={error} />}
    </section>
  )
}
