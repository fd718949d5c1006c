import { PurgeDocument, type PurgeMutation } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { formatBytes, countOf } from '../../format/format.ts'
import { ConfirmButton } from '../confirm-button.tsx'
import { describeRecords, isNothing, parseDays } from './describe-purge.ts'

/** Says what a purge would remove, and then does it when it is asked to. */
export function PurgeForm({ onPurged }: { readonly onPurged: () => void }) {
  const id = useId()
  const [text, setText] = useState('30')
  const [counted, setCounted] = useState<{ readonly days: number; readonly purge: PurgeMutation['purge'] }>()
  const [{ error, fetching }, purge] = useMutation(PurgeDocument)
  const days = parseDays(text)
  // What was counted for other days is no longer what would happen.
  const shown = counted !== undefined && counted.days === days ? counted.purge : undefined
  const run = async (dryRun: boolean) => {
    if (days === undefined) return
    const { data } = await purge({ input: { olderThanDays: days, dryRun } })
    if (!data) return
    setCounted({ days, purge: data.purge })
    if (!dryRun) onPurged()
  }
  return (
    <>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          void run(true)
        }}
      >
        <label htmlFor={id}>Deleted at least</label>
        <input
          id={id}
          inputMode="numeric"
          size={5}
          value={text}
          aria-invalid={days === undefined}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
        <span>days ago</span>
        <button disabled={fetching || days === undefined}>
          {fetching ? 'Working…' : 'Count purgeable files'}
        </button>
        <span className="quiet" id={`${id}-hint`}>
          {days === undefined ? '✕ Days must be an integer from 0.' : 'Counting removes nothing.'}
        </span>
      </form>
      {error && <Problem error={error} />}
      {shown && <Purged purge={shown} busy={fetching} onPurge={() => void run(false)} />}
    </>
  )
}

interface PurgedProps {
  readonly purge: PurgeMutation['purge']
  readonly busy: boolean
  readonly onPurge: () => void
}

function Purged({ purge, busy, onPurge }: PurgedProps) {
  const { dryRun, blobs, bytes, leftovers, records } = purge
  if (dryRun && isNothing(purge))
    return (
      <p className="card" role="status">
        There is nothing to purge. All files are in use or not old enough.
      </p>
    )
  const files = `${formatBytes(bytes)} in ${countOf(blobs, 'file')} that are no longer used`
  return (
    <div className="card">
      <p role="status">{dryRun ? 'A purge would remove:' : '✓ Purged. Removed for good:'}</p>
      <dl className="facts">
        <dt>Files</dt>
        <dd>{files}</dd>
        <dt>Deleted items</dt>
        <dd>{describeRecords(records)}</dd>
        {!dryRun && (
          <>
            <dt>Incomplete uploads</dt>
            <dd>{countOf(leftovers, 'part of a file', 'parts of files')}</dd>
          </>
        )}
      </dl>
      {dryRun && (
        <p className="actions">
          <ConfirmButton
            label="Purge"
            of={files}
            question="This cannot be undone. Purged items cannot be restored."
            disabled={busy}
            onConfirm={onPurge}
          />
        </p>
      )}
    </div>
  )
}
