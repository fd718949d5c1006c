'use client'
import { type FoundPairFragment, DeletePairDocument, RestorePairDocument } from '@mitoscope/schema/documents'
import { Problem } from '../../ui/query-boundary.tsx'
import { countOf, formatNumber, formatTime } from '../../format/format.ts'
import { download, toCsv } from '../../export/download.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { mayCompute, type Owned } from '../../ui/viewer-note.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { describeOptions, pairRows, type PairGroup } from './pair-groups.ts'
import type { PairItem } from './pair-items.ts'
import './pairs.css'
import { useState } from 'react'
import { useMutation, type CombinedError } from 'urql'

interface PairsTableProps {
  readonly groups: readonly PairGroup[]
  readonly items: readonly PairItem[]
  readonly owner: Owned
  readonly refetch: () => void
}

/** Rows that a page holds without slowing down. */
const mostRows = 100

/** Every number, what it comes from, and what a reader should know of it. */
export function PairsTable({ groups, items, owner, refetch }: PairsTableProps) {
  const { remove, restore, removed, error } = useRemoval(refetch)
  const mayDelete = mayCompute(owner)
  const names = new Map(items.map(({ id, name }) => [id, name]))
  const nameOf = (side: FoundPairFragment['first']) => names.get(side?.id ?? '') ?? '–'
  const all = groups.flatMap(({ measure, found }) => found.map((each) => ({ ...each, title: measure.title })))
  if (all.length === 0 && !removed) return null
  const save = () => {
    const { header, rows } = pairRows(all, names)
    download('comparisons.csv', toCsv(header, rows))
  }
  return (
    <>
      <h3 id="pairs-table">Every comparison</h3>
      <p className="actions">
        <button type="button" onClick={save}>
          CSV of the comparisons
        </button>
        {all.length > mostRows && (
          <span className="quiet">
            The first {mostRows} of {countOf(all.length, 'comparison')} are shown. The file contains all.
          </span>
        )}
      </p>
      {error && <Problem error={error} />}
      <p className="actions" role="status">
        {removed !== undefined && (
          <>
            A comparison was deleted.{' '}
            <button type="button" onClick={() => void restore()}>
              {' '}
              Restore it{' '}
            </button>
          </>
        )}
      </p>
      <ScrollRegion label="Every comparison">
        <table className="wide pairs-table">
          <thead>
            <tr>
              {[
                'First',
                'Second',
                'Measure',
                'Found',
                'State',
                'Computed',
                'Warnings',
                ...(mayDelete ? ['Delete'] : []),
              ].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.slice(0, mostRows).map((each) => (
              <tr key={each.id}>
                <th scope="row">{nameOf(each.first)}</th>
                <td>{nameOf(each.second)}</td>
                <td>
                  {each.title} <span className="quiet">{describeOptions(each.options)}</span>
                </td>
                <td>
                  {each.scalars.map(({ id, label, value }) => (
                    <div key={id}>
                      {label} <strong>{formatNumber(value)}</strong>
                    </div>
                  ))}
                </td>
                <td>
                  <WorkStateMark state={each.state} />
                </td>
                <td>
                  <Origin of={each} />
                </td>
                <td className="pairs-note">{notesOf(each)}</td>
                {mayDelete && (
                  <td>
                    <button
                      type="button"
                      className="plain"
                      aria-label={`Delete ${each.title} of ${nameOf(each.first)} and ${nameOf(each.second)}`}
                      onClick={() => void remove(each.id)}
                    >
                      ✕
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

/** Shows how, when and for whom a pair was compared, and the inputs by their hashes. */
function Origin({
  of: { provenance, finishedAt, askedBy, inputHashes, version },
}: {
  readonly of: FoundPairFragment
}) {
  return (
    <span className="quiet">
      {provenance &&
        `${provenance.backend}, ${provenance.precision}, version ${version}; ${formatTime(finishedAt)}; `}
      {askedBy && `requested by ${askedBy.name}; `}
      inputs {inputHashes.map((hash) => hash.slice(0, 8)).join(' and ')}
    </span>
  )
}

function notesOf({ failure, warnings }: FoundPairFragment): string {
  return [failure && `✕ ${failure.message}`, ...warnings.map(({ message }) => `⚠ ${message}`)]
    .filter(Boolean)
    .join(' ')
}

interface Removal {
  readonly remove: (id: string) => Promise<void>
  /** Brings back what was deleted last. */
  readonly restore: () => Promise<void>
  /** Id of the comparison that was deleted last; undefined if there is none or it was brought back. */
  readonly removed?: string
  readonly error?: CombinedError
}

/** Deletes comparisons, and brings the last one back. `again` is called when something has changed. */
function useRemoval(refetch: () => void): Removal {
  const [deleting, deletePair] = useMutation(DeletePairDocument)
  const [restoring, restorePair] = useMutation(RestorePairDocument)
  const [removed, setRemoved] = useState<string>()
  return {
    removed,
    error: deleting.error ?? restoring.error,
    async remove(id) {
      const { error } = await deletePair({ input: { id } })
      if (!error) setRemoved(id)
      refetch()
    },
    async restore() {
      if (removed === undefined) return
      const { error } = await restorePair({ input: { id: removed } })
      if (!error) setRemoved(undefined)
      refetch()
    },
  }
}
