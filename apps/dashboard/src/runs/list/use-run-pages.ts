import { RunsPageDocument, type RunFilter, type RunOrder } from '@mitoscope/schema/documents'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { isUnreachable } from '../../api/connection.ts'
import type { ColumnNeeds } from '../table/column-needs.ts'
import type { Run } from '../table/columns.ts'
import { withChanges, withPage, type LoadedRuns } from './loaded-runs.ts'

/** Runs of the first page, which is to be there soon, and of each after it. */
const pageSizes = { first: 60, next: 500 }
/** Milliseconds until a server that did not answer is asked again. */
const retryDelayMs = 4_000

export interface RunQuestion extends ColumnNeeds {
  readonly filter: RunFilter | undefined
  readonly orderBy: RunOrder[] | undefined
}

interface Known {
  /** Question that the runs answer, as JSON; empty before the first answer. */
  readonly key: string
  readonly loaded?: LoadedRuns
  /** Time when the newest of them was created, on the server's clock. */
  readonly newest?: string
  readonly error?: CombinedError
  readonly fetching: boolean
}

export interface RunPages extends Omit<Known, 'key'> {
  /** Counts how often the first page was read. */
  readonly reading: number
  /** Reads the next page, unless one is on its way or there is none. */
  readonly more: () => void
  /** Reads everything anew, from the first page on. */
  readonly refetch: () => void
  /** Merges what is known to have changed. */
  readonly change: (changes: readonly (Partial<Run> & Pick<Run, 'id'>)[]) => void
}

/** The runs that answer a question, by pages; what was known stays until the next answer is there. */
export function useRunPages(question: RunQuestion): RunPages {
  const client = useClient()
  const [known, setKnown] = useState<Known>({ key: '', fetching: true })
  const [reading, setReading] = useState(0)
  // Answers to what was asked before the latest count for nothing.
  const latest = useRef(0)
  const key = JSON.stringify(question)

  const read = useCallback(
    async (from?: LoadedRuns) => {
      const turn = ++latest.current
      setKnown((before) => ({ ...before, fetching: true }))
      const variables = {
        ...(JSON.parse(key) as RunQuestion),
        first: from ? pageSizes.next : pageSizes.first,
        after: from?.cursor,
        withNewest: !from,
      }
      const answer = client.query(RunsPageDocument, variables, { requestPolicy: 'network-only' })
      const { data, error } = await answer.toPromise()
      if (latest.current !== turn) return
      setKnown((before) => {
        if (!data) return { ...before, fetching: false, error }
        const loaded = withPage(from && before.loaded, data.runs)
        return { key, loaded, newest: data.newest?.nodes[0]?.createdAt ?? (from && before.newest), fetching: false } // prettier-ignore
      })
      if (data && !from) setReading((count) => count + 1)
    },
    [client, key],
  )

  useEffect(() => {
    void read()
    return () => void latest.current++
  }, [read])
  const { error } = known
  useEffect(() => {
    if (!isUnreachable(error)) return
    const timer = setTimeout(() => void read(), retryDelayMs)
    return () => clearTimeout(timer)
  }, [error, read])

  const change = useCallback<RunPages['change']>(
    (changes) =>
      setKnown((before) => {
        const { loaded } = before
        const runs = loaded && withChanges(loaded.runs, changes)
        return runs === loaded?.runs ? before : { ...before, loaded: { ...loaded!, runs: runs! } }
      }),
    [],
  )
  return useMemo(() => {
    const { loaded, fetching } = known
    return {
      ...known,
      reading,
      refetch: () => void read(),
      more: () => {
        if (loaded?.cursor !== undefined && !fetching && !known.error && known.key === key) void read(loaded)
      },
      change,
    }
  }, [known, key, reading, read, change])
}
