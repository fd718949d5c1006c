import { useEffect, useRef } from 'react'
import { useConnection } from './use-connection.ts'

/**
 * Asks again every so often while the page is looked at, and as soon as it is looked at again. For what no subscription
 * tells; where one does, useNews asks when there is something to ask for. While the server is away, every question on
 * the page is asked again without this; where nobody is signed in, nothing is.
 */
export function useRefresh(ask: () => void, milliseconds: number): void {
  const latest = useRef(ask)
  latest.current = ask
  const { status } = useConnection()
  useEffect(() => {
    if (status === 'refused') return
    let asked = Date.now()
    const askIfSeen = () => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < milliseconds / 2) return
      asked = Date.now()
      latest.current()
    }
    const timer = setInterval(askIfSeen, milliseconds)
    document.addEventListener('visibilitychange', askIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', askIfSeen)
    }
  }, [milliseconds, status])
}
