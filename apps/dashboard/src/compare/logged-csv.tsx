'use client'
import { CompareLoggedDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useClient, type Client } from 'urql'
import { download, toCsv } from '../parts/download.ts'
import type { Series } from './series.ts'

interface LoggedCsvProps {
  readonly metric: string
  readonly series: readonly Series[]
}

/** Every point of the metric as every run has logged it, in a file: nothing is left out or averaged. */
export function LoggedCsv({ metric, series }: LoggedCsvProps) {
  const client = useClient()
  const [status, setStatus] = useState('')
  const [busy, setBusy] = useState(false)
  const write = async () => {
    setBusy(true)
    setStatus('Reading…')
    try {
      const rows = []
      for (const { number, runs } of series) {
        for (const { id, name, seed } of runs) {
          const points = await readLogged(client, id, metric)
          for (const [step, value] of points) rows.push([number, id, name, seed, step, value])
        }
      }
      download(`${metric}-runs.csv`, toCsv(['line', 'run', 'name', 'seed', 'step', metric], rows))
      setStatus(`${rows.length.toLocaleString('en')} points written.`)
    } catch (error) {
      setStatus(`Not written: ${error instanceof Error ? error.message : String(error)} Try again.`)
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void write()}>
        CSV of every run
      </button>
      <span role="status" className="quiet">
        {status}
      </span>
    </>
  )
}

async function readLogged(client: Client, id: string, name: string) {
  const points: [number, number | null][] = []
  for (let after: number | undefined; ; after = points.at(-1)?.[0]) {
    const { data, error } = await client.query(CompareLoggedDocument, { id, name, after }).toPromise()
    if (error) throw error
    const page = data?.run?.metric?.values
    page?.steps.forEach((step, i) => points.push([step, page.values[i]]))
    if (!page?.hasNextPage) return points
  }
}
