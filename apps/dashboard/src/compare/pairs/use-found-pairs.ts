import { FoundPairsDocument, type FoundPairFragment, type FoundPairsQuery } from '@mitoscope/schema/documents'
import { useCallback, useEffect, useState } from 'react'
import { useClient, type Client, type CombinedError, type OperationResult } from 'urql'

interface FoundPairs {
  /** The newest first; undefined until they are known. */
  readonly found?: readonly FoundPairFragment[]
  readonly error?: CombinedError
  /** Asks the server again. */
  readonly again: () => void
}

/** Everything that was compared between some representations. What was known stays until there is news. */
export function useFoundPairs(ids: readonly string[]): FoundPairs {
  const client = useClient()
  const asked = JSON.stringify(ids)
  const [turn, setTurn] = useState(0)
  const [known, setKnown] = useState<Omit<FoundPairs, 'again'> & { readonly asked?: string }>({})
  useEffect(() => {
    let gone = false
    void readAll(client, JSON.parse(asked) as string[], () => gone).then((answer) => {
      if (!gone && answer)
        setKnown((before) => ({
          ...(before.asked === asked ? before : {}),
          asked,
          error: undefined,
          ...answer,
        }))
    })
    return () => {
      gone = true
    }
  }, [client, asked, turn])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return known.asked === asked ? { ...known, again } : { again }
}

/** Page by page. */
async function readAll(
  client: Client,
  ids: readonly string[],
  isGone: () => boolean,
): Promise<Omit<FoundPairs, 'again'> | undefined> {
  const found: FoundPairFragment[] = []
  if (ids.length < 2) return { found }
  let after: string | null = null
  do {
    const answer: OperationResult<FoundPairsQuery> = await client
      .query(FoundPairsDocument, { ids: [...ids], after }, { requestPolicy: 'network-only' })
      .toPromise()
    if (isGone()) return undefined
    if (!answer.data) return { error: answer.error }
    found.push(...answer.data.pairComparisons.nodes)
    const { hasNextPage, endCursor } = answer.data.pairComparisons.pageInfo
    after = hasNextPage ? endCursor : null
  } while (after !== null)
  return { found }
}
