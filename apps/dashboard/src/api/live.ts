import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, type AnyVariables, type TypedDocumentNode, type UseQueryState } from 'urql'
import { useConnection } from './api-provider.tsx'

/**
 * Runs one subscription for each set of variables, for example for each of several projects. Subscriptions whose variables
 * stay are kept when others come or go; after a lost connection each starts again, with the state at that time.
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

/**
 * Refetches when subscriptions report a change, at most once per `milliseconds`. The first message of each subscription
 * is its initial snapshot and no change. Let the documents select next to nothing: only their arrival counts.
 *
 *     useRefetchOnChange(RunsChangedDocument, projects.map(({ id }) => ({ projectId: id })), refetch)
 */
export function useRefetchOnChange<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  all: readonly Variables[],
  refetch: () => void,
  milliseconds = 2_000,
): void {
  const begun = useRef(new Set<string>())
  const refetchLater = useThrottled(refetch, milliseconds)
  useSubscriptions(document, all, (_, variables) => {
    const key = JSON.stringify(variables)
    if (begun.current.has(key)) refetchLater()
    else begun.current.add(key)
  })
}

/**
 * Refetches every `milliseconds` while the page is visible, and as soon as it is visible again. For data without a
 * subscription; otherwise use useRefetchOnChange. While the server is away, all queries of the page are repeated without
 * this; nothing is fetched while nobody is signed in.
 */
export function useRefetchInterval(refetch: () => void, milliseconds: number): void {
  const latest = useRef(refetch)
  latest.current = refetch
  const { status } = useConnection()
  useEffect(() => {
    if (status === 'refused') return
    let fetched = Date.now()
    const refetchIfVisible = () => {
      if (document.visibilityState !== 'visible' || Date.now() - fetched < milliseconds / 2) return
      fetched = Date.now()
      latest.current()
    }
    const timer = setInterval(refetchIfVisible, milliseconds)
    document.addEventListener('visibilitychange', refetchIfVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refetchIfVisible)
    }
  }, [milliseconds, status])
}

/**
 * Returns a function that calls `call` at most once per `milliseconds`, however often it is called: at the end of the
 * interval that its first call begins, and with `leading` also at once. It never waits for the calls to stop.
 */
export function useThrottled(
  call: () => void,
  milliseconds = 1_000,
  { leading = false }: { readonly leading?: boolean } = {},
): () => void {
  const latest = useRef(call)
  latest.current = call
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const waits = useRef(false)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return useCallback(() => {
    const begin = () => {
      timer.current = setTimeout(() => {
        timer.current = undefined
        if (!waits.current) return
        waits.current = false
        // With a leading call the next one begins an interval of its own, so that two are never closer than that.
        if (leading) begin()
        latest.current()
      }, milliseconds)
    }
    if (leading && !timer.current) {
      begin()
      latest.current()
      return
    }
    waits.current = true
    if (!timer.current) begin()
  }, [milliseconds, leading])
}

/** Returns a value once it has not changed, as JSON, for `milliseconds`; the same object until the next change. */
export function useDebounced<T>(value: T, milliseconds = 350): T {
  const [debounced, setDebounced] = useState(value)
  const key = JSON.stringify(value) as string | undefined
  useEffect(() => {
    const timer = setTimeout(
      () => setDebounced(key === undefined ? (undefined as T) : (JSON.parse(key) as T)),
      milliseconds,
    )
    return () => clearTimeout(timer)
  }, [key, milliseconds])
  return debounced
}

/** Returns the last value that was not undefined, for example the last data while the next fetch fails. */
export function useLastValue<T>(value: T | undefined): T | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}

/** Returns true once all queries have data or an error, so that the parts of a page appear together and stay in place. */
export function useAllFetched(...states: readonly Pick<UseQueryState, 'data' | 'error'>[]): boolean {
  const ready = useRef(false)
  ready.current ||= states.every(({ data, error }) => data !== undefined || error !== undefined)
  return ready.current
}

/** Starts loading code that a page needs later, while its data are being fetched. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    // The component that needs the code loads it again and reports an error.
    load().catch(() => {})
  }, [load])
}
