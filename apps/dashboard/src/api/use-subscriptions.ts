import { useEffect, useRef } from 'react'
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql'

/**
 * One subscription for each of some variables, as for each of several projects. Those that stay go on when others come
 * or go; a connection that was lost begins them anew, with what is then.
 */
export function useSubscriptions<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  all: readonly Variables[],
  onData: (data: Data, variables: Variables) => void,
): void {
  const client = useClient()
  const latest = useRef(onData)
  latest.current = onData
  const running = useRef(new Map<string, () => void>())
  const wanted = JSON.stringify(all)
  useEffect(() => {
    const variables = new Map((JSON.parse(wanted) as Variables[]).map((each) => [JSON.stringify(each), each]))
    for (const [key, stop] of running.current) {
      if (variables.has(key)) continue
      stop()
      running.current.delete(key)
    }
    for (const [key, each] of variables) {
      if (running.current.has(key)) continue
      const { unsubscribe } = client.subscription(document, each).subscribe(({ data }) => {
        if (data) latest.current(data, each)
      })
      running.current.set(key, unsubscribe)
    }
  }, [client, document, wanted])
  useEffect(() => {
    const all = running.current
    return () => {
      for (const stop of all.values()) stop()
      all.clear()
    }
  }, [client, document])
}
