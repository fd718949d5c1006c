'use client'
import { formatNumber } from '../parts/format.ts'
import { RunsToSelectDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { readPages } from '../parts/read-pages.ts'
import type { Selection } from './use-selection.ts'

interface SelectAllProps {
  readonly selection: Selection
  readonly filter: RunFilter | undefined
  /** How many runs match. */
  readonly count: number
}

/** Chooses all the runs that match, those too that the table has not read. */
export function SelectAll({ selection, filter, count }: SelectAllProps) {
  const client = useClient()
  const [status, setStatus] = useState('')
  const [error, setError] = useState<CombinedError>()
  const reading = useRef<AbortController>(undefined)
  useEffect(() => () => reading.current?.abort(), [])
  if (selection.runs.length >= count) return null

  const start = async () => {
    const control = (reading.current = new AbortController())
    setStatus('Reading…')
    setError(undefined)
    const read = async (after: string | undefined) => {
      const answer = client.query(RunsToSelectDocument, { after, filter }, { requestPolicy: 'network-only' })
      const { data, error: failure } = await answer.toPromise()
      if (!data) throw failure ?? new Error('no answer')
      return data.runs
    }
    try {
      const say = (read: number, of: number) =>
        setStatus(`Reading… ${formatNumber(read)} of ${formatNumber(of)}`)
      selection.set(await readPages(read, say, control.signal), true)
    } catch (failure) {
      if (!control.signal.aborted) setError(failure as CombinedError)
    }
    setStatus('')
  }
  return (
    <>
      <button type="button" disabled={status !== ''} onClick={() => void start()}>
        {status === '' ? `Select all ${formatNumber(count)} that match` : status}
      </button>
      {error && <Problem error={error} retry={() => void start()} />}
    </>
  )
}
