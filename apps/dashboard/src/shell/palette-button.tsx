'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'

// Most visits never open it.
const Palette = dynamic(() => import('./palette/palette.tsx').then((module) => module.Palette), {
  ssr: false,
})

/** Opens the palette, as Ctrl K and ⌘ K do from everywhere. */
export function PaletteButton() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        className="palette-open"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        Search…<kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      {open && <Palette onClose={() => setOpen(false)} />}
    </>
  )
}
