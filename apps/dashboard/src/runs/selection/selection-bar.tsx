'use client'
import { countOf, formatNumber } from '../../format/format.ts'
import { Link } from '../../ui/link.tsx'
import { compareAddress, mostRuns } from '../../compare/view.ts'
import type { Search } from '../filter/condition.ts'
import { DeleteRuns } from './delete-runs.tsx'
import { startAddress } from '../../start/view.ts'
import { TagForm } from './tag-form.tsx'
import type { AllMatching, Selection } from './use-selection.ts'
import './selection-bar.css'
import { Problem } from '../../ui/query-boundary.tsx'

interface SelectionBarProps {
  readonly selection: Selection
  /** Search by which the table was made. */
  readonly search: Search
  /** Runs that match it. */
  readonly matching: AllMatching
  /** Told which runs are gone, so that they can be had back. */
  readonly onDeleted: (ids: readonly string[]) => void
}

/** Actions on the selected runs. */
export function SelectionBar({ selection, search, matching, onDeleted }: SelectionBarProps) {
  const { runs, clear } = selection
  const ids = runs.map(({ id }) => id)
  const readOnly = runs.filter(({ project }) => project.viewerRole === 'VIEWER').length
  const many = runs.length > mostRuns
  return (
    <section className="selection-bar" aria-label="Selected runs">
      <strong role="status">
        {matching.isChosen
          ? `${formatNumber(runs.length)} of ${formatNumber(matching.count)} selected`
          : `${countOf(runs.length, 'run')} selected`}
      </strong>
      <SelectAll {...matching} />
      {many ? (
        <span className="quiet">Compare shows at most {mostRuns} runs.</span>
      ) : (
        <Link className="button" href={compareAddress(ids)}>
          Compare
        </Link>
      )}
      <Link className="button" href={many ? startAddress(search) : startAddress(ids)}>
        {many ? 'Analyse all that match' : 'Analyse'}
      </Link>
      <TagForm runs={runs} disabled={readOnly > 0} />
      <DeleteRuns
        ids={ids}
        disabled={readOnly > 0}
        onDeleted={(gone) => {
          onDeleted(gone)
          const deleted = new Set(gone)
          selection.set(
            runs.filter(({ id }) => deleted.has(id)),
            false,
          )
        }}
      />
      <button type="button" onClick={clear}>
        Clear the selection
      </button>
      {readOnly > 0 && (
        <span className="quiet">
          {readOnly === runs.length
            ? 'You are a viewer of their project'
            : `You are viewer of ${readOnly} of them`}
          : an editor can tag and delete them.
        </span>
      )}
    </section>
  )
}

/** A button that chooses all the runs that match, while some of them are not chosen. */
function SelectAll({ count, isChosen, status, error, choose }: AllMatching) {
  if (isChosen) return null
  return (
    <>
      <button type="button" disabled={status !== ''} onClick={choose}>
        {status === '' ? `Select all ${formatNumber(count)} that match` : status}
      </button>
      {error && <Problem error={error} retry={choose} />}
    </>
  )
}
