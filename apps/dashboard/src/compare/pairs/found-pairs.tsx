import { FoundPairsDocument, type FoundPairFragment } from '@mitoscope/schema/documents'
import { useCallback, useEffect, useState } from 'react'
import { useClient, type Client, type CombinedError } from 'urql'
import { countOf } from '../../format/format.ts'
import { Link } from '../../ui/link.tsx'
import { WorkProgress } from '../../ui/work-state.tsx'
import { fetchPages } from '../../api/fetch-pages.ts'

/** Progress of the requested comparisons; nothing once all have ended. */
export function PairsProgress({ found }: { readonly found: readonly FoundPairFragment[] }) {
  const open = found.filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
  const failed = found.filter(({ state }) => state === 'FAILED').length
  if (open.length === 0)
    return failed > 0 ? (
      <p className="problem">
        {countOf(failed, 'comparison', 'comparisons')} failed. The table gives the reasons. Press “Compare
        them” to try again.
      </p>
    ) : null
  const done = found.length - open.length
  const part = open.reduce((sum, { state, job }) => sum + (state === 'RUNNING' ? (job?.progress ?? 0) : 0), 0)
  return (
    <div>
      <WorkProgress
        of="the comparisons"
        fraction={(done + part) / found.length}
        phase={`${done} of ${countOf(found.length, 'comparison')} done`}
      />{' '}
      <Link href="/jobs?kind=COMPARE">Their jobs</Link>
    </div>
  )
}

interface FoundPairs {
  /** The newest first; undefined until they are known. */
  readonly found?: readonly FoundPairFragment[]
  readonly error?: CombinedError
  /** Asks the server again. */
  readonly refetch: () => void
}

/** Lists all comparisons between some representations. Known data stay until new data arrive. */
export function useFoundPairs(ids: readonly string[]): FoundPairs {
  const client = useClient()
  const asked = JSON.stringify(ids)
  const [turn, setTurn] = useState(0)
  const [known, setKnown] = useState<Omit<FoundPairs, 'refetch'> & { readonly asked?: string }>({})
  useEffect(() => {
    const control = new AbortController()
    void fetchAll(client, JSON.parse(asked) as string[], control.signal).then((answer) => {
      if (!control.signal.aborted)
        setKnown((before) => ({
          ...(before.asked === asked ? before : {}),
          asked,
          error: undefined,
          ...answer,
        }))
    })
    return () => control.abort()
  }, [client, asked, turn])
  const refetch = useCallback(() => setTurn((before) => before + 1), [])
  return known.asked === asked ? { ...known, refetch } : { refetch }
}

async function fetchAll(
  client: Client,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Omit<FoundPairs, 'refetch'>> {
  if (ids.length < 2) return { found: [] }
  const read = async (after: string | undefined) => {
    const variables = { ids: [...ids], after }
    const answer = client.query(FoundPairsDocument, variables, { requestPolicy: 'network-only' })
    const { data, error } = await answer.toPromise()
    if (!data) throw error ?? new Error('no answer')
    return data.pairComparisons
  }
  try {
    return { found: await fetchPages(read, undefined, signal) }
  } catch (error) {
    return { error: error as CombinedError }
  }
}
