'use client'
import { countOf } from '../parts/count-of.ts'
import { DeleteRunsDocument, type RunFilter } from '@mitoscope/schema/documents'
import { Link } from '../parts/link.tsx'
import { useMutation } from 'urql'
import { compareAddress, mostRuns } from '../compare/view.ts'
import { Problem } from '../parts/answer.tsx'
import type { Search } from './condition.ts'
import { inBatches } from './in-batches.ts'
import { SelectAll } from './select-all.tsx'
import { startAddress } from './start-address.ts'
import { TagForm } from './tag-form.tsx'
import type { Selection } from './use-selection.ts'
import './selection-bar.css'

interface SelectionBarProps {
  readonly selection: Selection
  /** What the table shows, and how many runs that are. */
  readonly matching: {
    readonly search: Search
    readonly filter: RunFilter | undefined
    readonly count: number
  }
  /** Told which runs are gone, so that they can be had back. */
  readonly onDeleted: (ids: readonly string[]) => void
}

/** What can be done with the chosen runs. */
export function SelectionBar({ selection, matching, onDeleted }: SelectionBarProps) {
  const [{ fetching, error }, deleteRuns] = useMutation(DeleteRunsDocument)
  const { runs, clear } = selection
  const ids = runs.map(({ id }) => id)
  const readOnly = runs.filter(({ project }) => project?.viewerRole === 'VIEWER').length
  const many = runs.length > mostRuns
  const remove = async () => {
    const gone: string[] = []
    await inBatches(ids, async (some) => {
      const { data } = await deleteRuns({ ids: some })
      gone.push(...(data?.deleteRuns.runs.map(({ id }) => id) ?? []))
      return data !== undefined
    })
    if (gone.length === 0) return
    onDeleted(gone)
    selection.set(
      runs.filter(({ id }) => gone.includes(id)),
      false,
    )
  }
  return (
    <section className="selection-bar" aria-label="Selected runs">
      <strong role="status">{countOf(runs.length, 'run')} selected</strong>
      <SelectAll selection={selection} filter={matching.filter} count={matching.count} />
      {many ? (
        <span className="quiet">Compare takes {mostRuns} runs at most.</span>
      ) : (
        <Link className="button" href={compareAddress(ids)}>
          Compare
        </Link>
      )}
      <Link className="button" href={many ? startAddress(matching.search) : startAddress(ids)}>
        {many ? 'Analyse all that match' : 'Analyse'}
      </Link>
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
