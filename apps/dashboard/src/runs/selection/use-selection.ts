import { RunsToSelectDocument, type RunRowFragment, type RunFilter } from '@mitoscope/schema/documents'
import { useCallback, useMemo, useState, useEffect, useRef } from 'react'
import { useClient, type CombinedError } from 'urql'
import { formatNumber } from '../../format/format.ts'
import { fetchPages } from '../../api/fetch-pages.ts'

/** Fields of a run that the actions on a selection need. */
export type Selectable = Pick<RunRowFragment, 'id' | 'name' | 'tags' | 'project'>

export interface Selection {
  readonly runs: readonly Selectable[]
  readonly has: (id: string) => boolean
  readonly set: (runs: readonly Selectable[], chosen: boolean) => void
  readonly clear: () => void
}

/** Runs chosen in the table, over pages and filters. The address does not hold them: they are for what is done next. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Selectable>>(new Map())
  const set = useCallback<Selection['set']>(
    (runs, on) =>
      setChosen((before) => {
        const after = new Map(before)
        for (const run of runs) {
          if (on) after.set(run.id, run)
          else after.delete(run.id)
        }
        return after
      }),
    [],
  )
  const clear = useCallback(() => setChosen(new Map()), [])
  return useMemo(
    () => ({ runs: [...chosen.values()], has: (id) => chosen.has(id), set, clear }),
    [chosen, set, clear],
  )
}

export interface AllMatching {
  /** Number of runs that match. */
  readonly count: number
  /** True where they are the chosen runs, and no others are. */
  readonly isChosen: boolean
  /** Progress of reading them, in words; empty while they are not being read. */
  readonly status: string
  readonly error?: CombinedError
  /** Chooses all of them, those too that the table has not read. */
  readonly choose: () => void
}

/** The runs that match a filter, to be chosen at once. */
export function useAllMatching(
  selection: Selection,
  filter: RunFilter | undefined,
  count: number,
): AllMatching {
  const client = useClient()
  const [status, setStatus] = useState('')
  const [error, setError] = useState<CombinedError>()
  /** Filter by which all runs were chosen, with the choice as it was then. */
  const [whole, setWhole] = useState<{ readonly key: string; readonly ids: ReadonlySet<string> }>()
  const reading = useRef<AbortController>(undefined)
  const key = JSON.stringify(filter ?? {})
  // Another filter has other runs: those of the one before are not to be chosen under it.
  useEffect(
    () => () => {
      reading.current?.abort()
      setStatus('')
    },
    [key],
  )

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
      const say = (done: number, of: number) =>
        setStatus(`Reading… ${formatNumber(done)} of ${formatNumber(of)}`)
      const runs = await fetchPages(read, say, control.signal)
      selection.set(runs, true)
      setWhole({ key, ids: new Set(runs.map(({ id }) => id)) })
    } catch (failure) {
      if (!control.signal.aborted) setError(failure as CombinedError)
    }
    if (!control.signal.aborted) setStatus('')
  }
  const isChosen =
    whole?.key === key &&
    selection.runs.length === whole.ids.size &&
    selection.runs.every(({ id }) => whole.ids.has(id))
  return { count, isChosen, status, error, choose: () => void start() }
}
