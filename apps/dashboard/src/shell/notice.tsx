'use client'
import { useRefetchAll, useConnection } from '../api/use-connection.ts'

/** Notice above the page if the server is away or nobody is signed in. */
export function Notice() {
  const { status, failing } = useConnection()
  const refetchAll = useRefetchAll()
  if (status === 'refused') return <SignedOut />
  if (!failing) return null
  return (
    <div className="problem" role="alert">
      <p>
        The server does not answer. Is it still running? Older data is shown below. It is updated
        automatically when the server is back.
      </p>
      <button type="button" onClick={refetchAll}>
        Try now
      </button>
    </div>
  )
}

/** Note that nobody is signed in, with a link that returns to this view. */
function SignedOut() {
  const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
  return (
    <div className="problem" role="alert">
      <p>You are not signed in, or your session has ended.</p>
      <a className="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
        Sign in
      </a>
    </div>
  )
}
