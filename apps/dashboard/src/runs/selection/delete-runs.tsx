'use client'
import { DeleteRunsDocument, RunContentsDocument, RestoreRunsDocument } from '@mitoscope/schema/documents'
import { useRef, useState } from 'react'
import { useClient, useMutation, type CombinedError } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { inBatches } from './in-batches.ts'
import { countOf } from '../../format/format.ts'
import { Link } from '../../ui/link.tsx'

interface DeleteRunsProps {
  readonly ids: readonly string[]
  readonly disabled: boolean
  /** Told which runs were deleted: all of them, or those before an error. */
  readonly onDeleted: (ids: readonly string[]) => void
}

/** Deletes runs once the reader has seen how many of what go with them. */
export function DeleteRuns({ ids, disabled, onDeleted }: DeleteRunsProps) {
  const client = useClient()
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<CombinedError>()
  const [asked, setAsked] = useState<{ readonly ids: readonly string[]; readonly contents: Contents }>()
  const opener = useRef<HTMLButtonElement>(null)
  // Another choice has other contents.
  const asking = asked?.ids.join() === ids.join() ? asked : undefined
  useFocusBack(asking !== undefined, () => opener.current)

  const count = async () => {
    setBusy('Counting…')
    setError(undefined)
    const sum = { runs: 0, representations: 0, analyses: 0 }
    const all = await inBatches(ids, async (some) => {
      const answer = await client.query(RunContentsDocument, { ids: some }, { requestPolicy: 'network-only' }).toPromise() // prettier-ignore
      setError(answer.error)
      if (!answer.data) return false
      const { runContents } = answer.data
      for (const key of ['runs', 'representations', 'analyses'] as const) sum[key] += runContents[key]
      return true
    })
    setBusy('')
    if (all) setAsked({ ids, contents: sum })
  }
  const remove = async () => {
    setBusy('Deleting…')
    setError(undefined)
    const gone: string[] = []
    await inBatches(ids, async (some) => {
      const answer = await client.mutation(DeleteRunsDocument, { ids: some }).toPromise()
      setError(answer.error)
      gone.push(...(answer.data?.deleteRuns.runs.map(({ id }) => id) ?? []))
      return Boolean(answer.data)
    })
    setBusy('')
    setAsked(undefined)
    if (gone.length > 0) onDeleted(gone)
  }
  return (
    <>
      {asking ? (
        <span className="actions" role="group" aria-label="Really delete the selected runs?">
          <span role="status">{describeDeletion(asking.contents)}</span>
          <button type="button" disabled={busy !== ''} onClick={() => void remove()}>
            {busy || 'Yes, delete'}
          </button>
          <button type="button" autoFocus disabled={busy !== ''} onClick={() => setAsked(undefined)}>
            Keep
          </button>
        </span>
      ) : (
        <button ref={opener} type="button" disabled={disabled || busy !== ''} onClick={() => void count()}>
          {busy || 'Delete…'}
        </button>
      )}
      {error && <Problem error={error} />}
    </>
  )
}

interface Contents {
  readonly runs: number
  readonly representations: number
  readonly analyses: number
}

/** "Delete 285 runs with 285 representations and 1 analysis? …" */
function describeDeletion({ runs, representations, analyses }: Contents): string {
  const parts = [
    representations > 0 && countOf(representations, 'representation'),
    analyses > 0 && countOf(analyses, 'analysis', 'analyses'),
  ].filter(Boolean)
  const contents = parts.length > 0 ? ` with ${parts.join(' and ')}` : ''
  return `Delete ${countOf(runs, 'run')}${contents}? Their jobs are cancelled. You can restore the runs from the bin until the next purge.`
}

interface RestoreOfferProps {
  readonly ids: readonly string[]
  readonly onDone: () => void
}

/** Says that runs were deleted, and brings them back. */
export function RestoreOffer({ ids, onDone }: RestoreOfferProps) {
  const [{ fetching, error }, restore] = useMutation(RestoreRunsDocument)
  const what = ids.length === 1 ? 'The run' : `The ${countOf(ids.length, 'run')}`
  return (
    <section className="card" aria-label="Deleted runs">
      <div className="actions">
        <span role="status">
          {what} {ids.length === 1 ? 'was' : 'were'} deleted and can be restored in the{' '}
          <Link href="/bin">bin</Link> too.
        </span>
        <button
          type="button"
          disabled={fetching}
          onClick={async () => {
            const all = await inBatches(ids, async (some) => {
              const { data } = await restore({ ids: some })
              return data !== undefined
            })
            if (all) onDone()
          }}
        >
          {fetching ? 'Restoring…' : 'Restore'}
        </button>
        <button type="button" onClick={onDone}>
          Close
        </button>
      </div>
      {error && <Problem error={error} />}
    </section>
  )
}
