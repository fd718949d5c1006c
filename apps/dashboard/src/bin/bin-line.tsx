import { RestoreRunsDocument, type BinLineFragment } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { Link } from '../ui/link.tsx'
import { addressOf, describeContents, describeEntry, writeRestore } from './describe-entry.ts'
import { inBatches } from '../runs/selection/in-batches.ts'

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

interface Restoring {
  readonly fetching: boolean
  readonly error?: CombinedError
  readonly restore: () => Promise<void>
}

/** Restores an entry of the bin. Runs go in batches: after an error, those that are back stay back. */
function useRestore({ kind, ids }: Pick<BinLineFragment, 'kind' | 'ids'>, onRestored: () => void): Restoring {
  const client = useClient()
  const [state, setState] = useState<Omit<Restoring, 'restore'>>({ fetching: false })
  const send = (some: string[]) =>
    kind === 'RUNS'
      ? client.mutation(RestoreRunsDocument, { ids: some }).toPromise()
      : client.mutation(writeRestore(kind), { id: some[0] }).toPromise()
  const restore = async () => {
    setState({ fetching: true })
    let error: CombinedError | undefined
    const all = await inBatches(ids, async (some) => {
      const answer = await send(some)
      error = answer.error
      return answer.data !== undefined && answer.data !== null
    })
    setState({ fetching: false, error })
    if (all) onRestored()
  }
  return { ...state, restore }
}
