'use client'
import { DeleteAnalysisDocument, RestoreAnalysisDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { formatTime } from '../parts/format.ts'
import type { Analysis } from './analysis.ts'
import { mayCompute, ViewerNote } from './viewer-note.tsx'

/** Hides an analysis and stops its computing, or brings it back: deleted ones are kept until a purge. */
export function DeleteAnalysis({ analysis }: { readonly analysis: Analysis }) {
  const { id, deletedAt, measure } = analysis
  const [deleted, remove] = useMutation(DeleteAnalysisDocument)
  const [restored, restore] = useMutation(RestoreAnalysisDocument)
  const error = deleted.error ?? restored.error
  const off = deleted.fetching || restored.fetching || !mayCompute(analysis)
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p className="actions">
        {deletedAt ? (
          <>
            <button type="button" disabled={off} onClick={() => void restore({ id })}>
              {restored.fetching ? 'Restoring…' : 'Restore this analysis'}
            </button>
            <span role="status">Deleted {formatTime(deletedAt)}; it can be restored until a purge.</span>
          </>
        ) : (
          <>
            <button type="button" disabled={off} onClick={() => void remove({ id })}>
              {deleted.fetching ? 'Deleting…' : 'Delete this analysis'}
              <span className="hidden">: {measure}</span>
            </button>
            <span className="quiet">
              It is no longer listed and its computing stops; it can be restored here until a purge.
            </span>
          </>
        )}
        <ViewerNote analysis={analysis} />
      </p>
      {error && <Problem error={error} />}
    </section>
  )
}
