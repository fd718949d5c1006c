'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** Time in milliseconds after a navigation within which the page's heading may come. */
const headingTimeoutMs = 3_000

/**
 * After a navigation within the page, the next key and the next word read out are those of the new page: the focus goes
 * to its heading, unless somebody has put it elsewhere meanwhile. What else is in the address is a view of one page.
 */
export function FocusOnNavigation() {
  const path = usePathname()
  const search = useSearchParams()
  const place = [path, search.get('id'), search.get('project')].join(' ')
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    const main = document.getElementById('content')
    if (!main) return
    const focus = () => {
      const heading = main.querySelector<HTMLElement>('h1')
      if (!heading) return false
      if (!isFree(main)) return true
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      return true
    }
    if (focus()) return
    const observer = new MutationObserver(() => {
      if (focus()) observer.disconnect()
    })
    observer.observe(main, { childList: true, subtree: true })
    const timer = setTimeout(() => observer.disconnect(), headingTimeoutMs)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [place])
  return null
}

/**
 * Returns true if the focus is where the navigation left it: nowhere, on the whole content, or in the bar
 * above it.
 */
function isFree(main: HTMLElement): boolean {
  const active = document.activeElement
  return (
    active === null || active === document.body || active === main || active.closest('header.bar') !== null
  )
}
