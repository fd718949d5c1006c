'use client'
import { useRef, type ReactNode } from 'react'
import type { CombinedError, UseQueryState } from 'urql'
import { isBadInput, isUnauthorized, isUnreachable } from '../api/connection.ts'
import { Link } from './link.tsx'

interface QueryBoundaryProps<T> {
  readonly state: UseQueryState<T>
  readonly retry: () => void
  /** Shown if the server rejects the id in the address, which asking again does not change. */
  readonly notFound?: ReactNode
  readonly children: (data: T) => ReactNode
}

/** Renders the data of a query, a loading note until there are data, or the error with a way to retry. */
export function QueryBoundary<T>({ state, retry, notFound, children }: QueryBoundaryProps<T>) {
  const { error, fetching, operation } = state
  // A question that fails is answered without data: what it was answered before stays beside the error.
  const known = useRef<{ readonly key?: number; readonly data?: T }>({})
  if (state.data) known.current = { key: operation?.key, data: state.data }
  const data = state.data ?? (known.current.key === operation?.key ? known.current.data : undefined)
  if (notFound !== undefined && isBadInput(error)) return notFound
  // That the server is away, or nobody is signed in, is said once for the whole page: see shell/connection-notice.tsx.
  const isToldElsewhere = isUnreachable(error) || isUnauthorized(error)
  const told = error && !isToldElsewhere && <Problem error={error} retry={retry} stale={Boolean(data)} />
  if (data) {
    return (
      <>
        {told}
        {children(data)}
      </>
    )
  }
  if (told) return told
  return (
    <p className="quiet" role="status">
      {fetching ? 'Loading…' : isToldElsewhere ? 'Not loaded yet.' : 'Nothing to load.'}
    </p>
  )
}

interface ProblemProps {
  readonly error: CombinedError
  readonly retry?: () => void
  /** True if what is shown beside the problem is older. */
  readonly stale?: boolean
}

/** Error message of the server with a button to retry. */
export function Problem({ error, retry, stale }: ProblemProps) {
  return (
    <div className="problem" role="alert">
      <p>
        {describeError(error)}
        {stale && ' Older data is shown below.'}
      </p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

/** Describes an error in words. Errors of the whole page also have a notice above it: see shell/connection-notice.tsx. */
function describeError(error: CombinedError): string {
  if (isUnauthorized(error)) return 'You are not signed in.'
  if (isUnreachable(error)) return 'The server could not be reached.'
  const said = error.graphQLErrors.map(({ message }) => message).join(' ')
  return said || `The server failed to answer (status ${(error.response as Response | undefined)?.status}).`
}

/** Page for an address that names nothing that the reader may see. */
export function NotFound({ what }: { readonly what: string }) {
  return (
    <>
      <h1>{what[0].toUpperCase() + what.slice(1)} not found</h1>
      <p>
        The address leads to no {what} that you may read. It may have been deleted, or you are not a member of
        its project. <Link href="/">Back to the lab</Link>
      </p>
    </>
  )
}
