import type { BinLineFragment } from '@mitoscope/schema/documents'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { Link } from '../ui/link.tsx'
import { addressOf, describeContents, describeEntry } from './describe-entry.ts'
import { useRestore } from './use-restore.ts'

interface BinLineProps {
  readonly entry: BinLineFragment
  readonly onRestored: () => void
}

/** A line of the bin: records that were deleted at once, when a purge may take them, and the way back. */
export function BinLine({ entry, onRestored }: BinLineProps) {
  const { fetching, error, restore } = useRestore(entry, onRestored)
  const { kind, project, deletedAt, purgeableFrom, within, mayRestore } = entry
  const [name, contents, address] = [describeEntry(entry), describeContents(entry), addressOf(entry)]
  const due = new Date(purgeableFrom).getTime() <= Date.now()
  return (
    <li className="card">
      <div className="actions">
        <strong>{address ? <Link href={address}>{name}</Link> : name}</strong>
        {contents !== '' && <span>{contents}</span>}
        <button
          type="button"
          disabled={fetching || !mayRestore || within !== null}
          onClick={() => void restore()}
        >
          {fetching ? 'Restoring…' : 'Restore'}
          <span className="hidden"> {name}</span>
        </button>
        {within !== null && (
          <span className="quiet">
            It belongs to a deleted {within}. Restore the {within} first.
          </span>
        )}
        {within === null && !mayRestore && (
          <span className="quiet">
            {kind === 'PROJECT'
              ? 'Only admins of the project can restore it.'
              : 'Only editors of the project can restore it.'}
          </span>
        )}
      </div>
      <p className="quiet">
        {kind !== 'PROJECT' && project && `In ${project.name} · `}deleted {formatTime(deletedAt)} ·{' '}
        {due ? 'removed by the next purge' : `not purged before ${formatTime(purgeableFrom)}`}
      </p>
      {error && <Problem error={error} />}
    </li>
  )
}
