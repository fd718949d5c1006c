'use client'
import { useEffect, useRef } from 'react'

/**
 * Gives the focus to what `find` finds once a question is no longer asked, if it went away with the question: the next
 * key goes on from there and not from the top of the page.
 */
export function useFocusBack(isAsked: boolean, find: () => HTMLElement | null | undefined): void {
  const wasAsked = useRef(false)
  const latest = useRef(find)
  latest.current = find
  useEffect(() => {
    if (wasAsked.current && !isAsked && document.activeElement === document.body) latest.current()?.focus()
    wasAsked.current = isAsked
  }, [isAsked])
}
