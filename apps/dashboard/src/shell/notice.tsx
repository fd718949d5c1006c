'use client'
import { useAskAgain, useConnection } from '../api/use-connection.ts'
import { SignedOut } from './signed-out.tsx'

/** Notice above the page if the server is away or nobody is signed in. */
export function Notice() {
  const { status, failing } = useConnection()
  const askAgain = useAskAgain()
  if (status === 'refused') return <SignedOut />
  if (!failing) return null
  return (
    <div className="problem" role="alert">
      <p>
        The server does not answer. Is it still running? Older data is shown below. It is updated
        automatically when the server is back.
      </p>
      <button type="button" onClick={askAgain}>
        Try now
      </button>
    </div>
  )
}
