'use client'
import { DeleteRunsDocument, RestoreRunsDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { mayCompute, ViewerNote } from '../analysis/viewer-note.tsx'
import { Problem } from '../parts/answer.tsx'
import { formatTime } from '../parts/format.ts'
import type { Run } from './run.ts'

interface DeleteRunProps {
  readonly run: Run
  readonly again: () => void
}

/** Hides a run with what is of it and cancels its training, or brings it back: deleted runs are kept until a purge. */
export function DeleteRun({ run, again }: DeleteRunProps) {
  const { id, name, deletedAt } = run
  const [deleted, remove] = useMutation(DeleteRunsDocument)
  const [restored, restore] = useMutation(RestoreRunsDocument)
  const error = deleted.error ?? restored.error
  const off = deleted.fetching || restored.fetching || !mayCompute(run)
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p className="actions">
        {deletedAt ? (
          <>
            <button type="button" disabled={off} onClick={() => void restore({ ids: [id] }).then(again)}>
              {restored.fetching ? 'Restoring…' : 'Restore this run'}
              <span className="hidden">: {name}</span>
            </button>
            <span role="status">Deleted {formatTime(deletedAt)}; it can be restored until a purge.</span>
          </>
        ) : (
          <>
            <button type="button" disabled={off} onClick={() => void remove({ ids: [id] }).then(again)}>
              {deleted.fetching ? 'Deleting…' : 'Delete this run'}
              <span className="hidden">: {name}</span>
            </button>
            <span className="quiet">
              It is no longer listed and its jobs are cancelled; it can be restored here until a purge.
            </span>
          </>
        )}
        <ViewerNote analysis={run} />
      </p>
      {error && <Problem error={error} />}
    </section>
  )
}
