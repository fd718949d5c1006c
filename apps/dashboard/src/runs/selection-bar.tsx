'use client'
import { DeleteRunsDocument } from '@mitoscope/schema/documents'
import Link from 'next/link'
import { useMutation } from 'urql'
import { compareAddress, mostRuns } from '../compare/view.ts'
import { Problem } from '../parts/answer.tsx'
import { TagForm } from './tag-form.tsx'
import type { Selection } from './use-selection.ts'

interface SelectionBarProps {
  readonly selection: Selection
  /** Told which runs are gone, so that they can be had back. */
  readonly onDeleted: (ids: readonly string[]) => void
}

/** What can be done with the chosen runs. */
export function SelectionBar({ selection, onDeleted }: SelectionBarProps) {
  const [{ fetching, error }, deleteRuns] = useMutation(DeleteRunsDocument)
  const { runs, clear } = selection
  const ids = runs.map(({ id }) => id)
  const readOnly = runs.filter(({ project }) => project?.viewerRole === 'VIEWER').length
  const remove = async () => {
    const { data } = await deleteRuns({ ids })
    if (!data) return
    onDeleted(data.deleteRuns.runs.map(({ id }) => id))
    clear()
  }
  return (
    <section className="selection-bar" aria-label="Selected runs">
      <strong role="status">
        {runs.length} {runs.length === 1 ? 'run' : 'runs'} selected
      </strong>
      {runs.length > mostRuns ? (
        <span className="quiet">Compare takes {mostRuns} runs at most.</span>
      ) : (
        <Link className="button" href={compareAddress(ids)}>
          Compare
        </Link>
      )}
      <TagForm runs={runs} disabled={readOnly > 0} />
      <button type="button" disabled={fetching || readOnly > 0} onClick={() => void remove()}>
        {fetching ? 'Deleting…' : 'Delete'}
      </button>
      <button type="button" onClick={clear}>
        Clear the selection
      </button>
      {readOnly > 0 && (
        <span className="quiet">
          {readOnly === runs.length
            ? 'Your role in their project is viewer'
            : `You are viewer of ${readOnly} of them`}
          : an editor can tag and delete them.
        </span>
      )}
      {error && <Problem error={error} />}
    </section>
  )
}
