import { useCallback, useEffect, useState } from 'react'
import { useClient, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql'
import { takeTurns } from '../../figures/take-turns.ts'

interface Answers<D> {
  /**
   * Answers in the order of the questions: empty until all have arrived, undefined for a question without an
   * answer.
   */
  readonly data: readonly (D | undefined)[]
  readonly error?: CombinedError
  readonly fetching: boolean
  /** Asks the server again, whatever is known. */
  readonly refetch: () => void
}

/** One document with each of several variables, whose number changes. Known data stay until new data arrive. */
export function useAnswers<D, V extends AnyVariables>(
  document: TypedDocumentNode<D, V>,
  questions: readonly V[],
): Answers<D> {
  const client = useClient()
  const asked = JSON.stringify(questions)
  const [turn, setTurn] = useState(0)
  const [known, setKnown] = useState<Omit<Answers<D>, 'refetch'> & { asked: string }>({
    asked: '',
    data: [],
    fetching: true,
  })
  useEffect(() => {
    let gone = false
    setKnown((before) => ({ ...before, fetching: true }))
    const askAll = async () => {
      const answers = []
      const turnOver = takeTurns()
      // Sending takes a browser milliseconds each time.
      for (const variables of JSON.parse(asked) as V[]) {
        await turnOver()
        if (gone) return undefined
        const requestPolicy = turn > 0 ? 'network-only' : 'cache-first'
        answers.push(client.query(document, variables, { requestPolicy }).toPromise())
      }
      return Promise.all(answers)
    }
    void askAll().then((results) => {
      if (gone || !results) return
      setKnown({
        asked,
        data: results.map(({ data }) => data),
        error: results.find(({ error }) => error)?.error,
        fetching: false,
      })
    })
    return () => {
      gone = true
    }
  }, [client, document, asked, turn])
  const refetch = useCallback(() => setTurn((before) => before + 1), [])
  // Answers to other questions belong to other lines.
  return known.asked === asked
    ? { ...known, refetch }
    : { data: [], error: known.error, fetching: known.fetching, refetch }
}
