'use client'
import { useEffect, useState } from 'react'
import { useConnection } from '../api/use-connection.ts'
import { formatClock } from '../format/format.ts'
import { describeAge, describeStaleness } from './describe-age.ts'

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
