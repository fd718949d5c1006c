import { useEffect } from 'react'

/** The title of the page, as "digits · Sweep · Mitoscope": the parts that are known, the most special first. */
export function useTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = joinTitle(parts)
  useEffect(() => {
    if (title === undefined) return
    const before = document.title
    const set = () => {
      if (document.title !== title) document.title = title
    }
    set()
    // What a page is called before it is loaded may be written into the head after this.
    const observer = new MutationObserver(set)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      if (document.title === title) document.title = before
    }
  }, [title])
}

/** Undefined where nothing is known yet: the page's own title then stays. */
export function joinTitle(parts: readonly (string | null | undefined)[]): string | undefined {
  const [first, ...others] = parts
  return first ? [first, ...others.filter(Boolean), 'Mitoscope'].join(' · ') : undefined
}
