'use client'
import { useEffect, useState } from 'react'
import { useRefetchAll, useConnection } from '../api/api-provider.tsx'
import { formatClock } from '../format/format.ts'
import { describeAge, describeStaleness } from './describe-age.ts'

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

/** A connection that is back within so many milliseconds was never worth a word. */
const gracePeriodMs = 1_500

/** Badge on data that may be old, with their time; nothing while they are current. */
export function StaleBadge() {
  const state = useConnection()
  const [now, setNow] = useState(0)
  const why = describeStaleness(state)
  const isOld = why !== undefined
  useEffect(() => {
    if (!isOld) return setNow(0)
    const count = () => setNow(Date.now())
    const begin = setTimeout(count, gracePeriodMs)
    const timer = setInterval(count, 10_000)
    return () => {
      clearTimeout(begin)
      clearInterval(timer)
    }
  }, [isOld])
  const shown = isOld && now > 0
  const { asOf } = state
  return (
    <p className={shown ? 'stale-badge' : 'hidden'}>
      <span role="status">
        {shown && (
          <>
            <span aria-hidden="true">⚠ </span>
            {why}
            {asOf !== undefined && ` · as of ${formatClock(new Date(asOf))}`}
          </>
        )}
      </span>
      {/* Beside what is announced: that it grows older need not be read out. */}
      {shown && asOf !== undefined && <span> ({describeAge(now - asOf)})</span>}
    </p>
  )
}
