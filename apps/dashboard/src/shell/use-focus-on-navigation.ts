import { useEffect, useRef } from 'react'

/** So long after a navigation may the page's heading come, in milliseconds. */
const patience = 3_000

/**
 * After a navigation within the page, the next key and the next word read out are those of the new page: the focus goes
 * to its heading, unless somebody has put it elsewhere meanwhile.
 */
export function useFocusOnNavigation(path: string): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
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
    const timer = setTimeout(() => observer.disconnect(), patience)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [path])
}

/** Whether the focus is where the navigation left it: nowhere, on the whole content, or in the bar above it. */
function isFree(main: HTMLElement): boolean {
  const active = document.activeElement
  return (
    active === null || active === document.body || active === main || active.closest('header.bar') !== null
  )
}
