'use client'
import { RunsPageDocument } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { download } from '../parts/download.ts'
import type { Column } from './columns.ts'
import { readPages } from './read-pages.ts'
import { runsCsv } from './runs-csv.ts'
import type { RunQuestion } from './use-run-pages.ts'

interface ExportRunsProps {
  readonly columns: readonly Column[]
  readonly question: RunQuestion
}

/** Takes all runs that match away, those too that have not been read yet. */
export function ExportRuns({ columns, question }: ExportRunsProps) {
  const client = useClient()
  const [status, setStatus] = useState('')
  const [error, setError] = useState<CombinedError>()
  const reading = useRef<AbortController>(undefined)
  const [busy, setBusy] = useState(false)
  useEffect(() => () => reading.current?.abort(), [])

  const start = async () => {
    const control = new AbortController()
    reading.current = control
    setBusy(true)
    setError(undefined)
    setStatus('Reading…')
    const read = async (after: string | undefined) => {
      const variables = { ...question, first: 500, after, withNewest: false }
      const answer = client.query(RunsPageDocument, variables, { requestPolicy: 'network-only' })
      const { data, error: failure } = await answer.toPromise()
      if (!data) throw failure ?? new Error('no answer')
      return data.runs
    }
    try {
      const runs = await readPages(
        read,
        (count, of) => setStatus(`Reading… ${count.toLocaleString('en')} of ${of.toLocaleString('en')}`),
        control.signal,
      )
      download('runs.csv', runsCsv(runs, columns))
      setStatus(`A line for each of ${runs.length.toLocaleString('en')}.`)
    } catch (failure) {
      setStatus('')
      if (!control.signal.aborted) setError(failure as CombinedError)
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void start()}>
        CSV of all that match
      </button>
      {busy && (
        <button type="button" onClick={() => reading.current?.abort()}>
          Stop reading
        </button>
      )}
      <span role="status" className="quiet">
        {status}
      </span>
      {error && <Problem error={error} retry={() => void start()} />}
    </>
  )
}
