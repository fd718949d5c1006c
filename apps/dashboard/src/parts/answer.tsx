'use client'
import { useRef, type ReactNode } from 'react'
import type { CombinedError, UseQueryState } from 'urql'

interface AnswerProps<T> {
  readonly state: UseQueryState<T>
  readonly retry: () => void
  readonly children: (data: T) => ReactNode
}

/** What a query has answered; meanwhile that it loads, and what is wrong with the next step where it failed. */
export function Answer<T>({ state, retry, children }: AnswerProps<T>) {
  const { error, fetching, operation } = state
  // A question that fails is answered without data: what it was answered before stays beside the error.
  const known = useRef<{ readonly key?: number; readonly data?: T }>({})
  if (state.data) known.current = { key: operation?.key, data: state.data }
  const data = state.data ?? (known.current.key === operation?.key ? known.current.data : undefined)
  if (data) {
    return (
      <>
        {error && <Problem error={error} retry={retry} stale />}
        {children(data)}
      </>
    )
  }
  if (error) return <Problem error={error} retry={retry} />
  return (
    <p className="quiet" role="status">
      {fetching ? 'Loading…' : 'Nothing has been asked for yet.'}
    </p>
  )
}

interface ProblemProps {
  readonly error: CombinedError
  readonly retry?: () => void
  /** What is shown beside it is older. */
  readonly stale?: boolean
}

/** What went wrong, in the server's words, and what to do. */
export function Problem({ error, retry, stale }: ProblemProps) {
  const status = (error.response as Response | undefined)?.status
  if (status === 401) {
    const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
    return (
      <div className="problem" role="alert">
        <p>Your session has ended, or you have not signed in yet.</p>
        <a className="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          Sign in
        </a>
      </div>
    )
  }
  return (
    <div className="problem" role="alert">
      <p>
        {error.networkError
          ? 'The server does not answer. Is it still running? What is shown comes back by itself when it is.'
          : error.graphQLErrors.map(({ message }) => message).join(' ')}
        {stale && ' Below is what was known before.'}
      </p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}
