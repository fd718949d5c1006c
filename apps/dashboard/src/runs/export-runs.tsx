'use client'
import { countOf, formatNumber } from '../format/format.ts'
import { RunsPageDocument } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { download } from '../export/download.ts'
import type { Column } from './table/columns.ts'
import { fetchPages } from '../api/fetch-pages.ts'
import { runsAsTable, tableFiles } from './runs-as-table.ts'
import type { RunQuestion } from './list/use-run-pages.ts'

interface ExportRunsProps {
  readonly columns: readonly Column[]
  readonly question: RunQuestion
}

/** Takes all runs that match away, those too that have not been read yet. */
export function ExportRuns({ columns, question }: ExportRunsProps) {
  const client = useClient()
  const [status, setStatus] = useState('')
  const [failed, setFailed] = useState<{ readonly error: CombinedError; readonly refetch: () => void }>()
  const reading = useRef<AbortController>(undefined)
  const [busy, setBusy] = useState(false)
  useEffect(() => () => reading.current?.abort(), [])

  const start = async (file: (typeof tableFiles)[number]) => {
    const control = new AbortController()
    reading.current = control
    setBusy(true)
    setFailed(undefined)
    setStatus('Reading…')
    const read = async (after: string | undefined) => {
      const variables = { ...question, first: 500, after, withNewest: false }
      const answer = client.query(RunsPageDocument, variables, { requestPolicy: 'network-only' })
      const { data, error: failure } = await answer.toPromise()
      if (!data) throw failure ?? new Error('no answer')
      return data.runs
    }
    try {
      const runs = await fetchPages(
        read,
        (count, of) => setStatus(`Reading… ${formatNumber(count)} of ${formatNumber(of)}`),
        control.signal,
      )
      download(`runs.${file.ending}`, file.write(runsAsTable(runs, columns)))
      setStatus(`The file has ${countOf(runs.length, 'row')}.`)
    } catch (failure) {
      setStatus('')
      if (!control.signal.aborted)
        setFailed({ error: failure as CombinedError, refetch: () => void start(file) })
    }
    setBusy(false)
  }
  return (
    <>
      {tableFiles.map((file) => (
        <button key={file.name} type="button" disabled={busy} onClick={() => void start(file)}>
          {file.name}
          <span className="hidden"> of all that match</span>
        </button>
      ))}
      {busy && (
        <button type="button" onClick={() => reading.current?.abort()}>
          Stop reading
        </button>
      )}
      <span role="status" className="quiet">
        {status}
      </span>
      {failed && <Problem error={failed.error} retry={failed.refetch} />}
    </>
  )
}
