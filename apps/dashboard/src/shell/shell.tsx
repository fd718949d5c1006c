'use client'
import { usePathname } from 'next/navigation'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import dynamic from 'next/dynamic'
import { Link } from '../ui/link.tsx'
import { FocusOnNavigation } from './focus-on-navigation.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import { Notice, StaleBadge } from './connection-notice.tsx'
import { places } from './places.ts'
import './shell.css'
import { applyTheme, readTheme, themeEvent, type Theme } from './theme.ts'

/** Frame of every page: a way to skip to its content, the places to go, what can be found, the theme. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const path = usePathname()
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <span className="brand">Mitoscope</span>
        <nav aria-label="Places">
          {places.map(({ href, label, plain }) =>
            plain ? (
              <a key={href} href={href}>
                {label}
              </a>
            ) : (
              <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
                {label}
              </Link>
            ),
          )}
        </nav>
        <StaleBadge />
        <PaletteButton />
        <KeyboardHelp />
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        <Notice />
        {/* What the address holds is not known before the page is in a browser. */}
        <Suspense>
          <FocusOnNavigation />
        </Suspense>
        {children}
      </main>
    </>
  )
}

// Most visits never open it.
const Palette = dynamic(() => import('./palette/palette.tsx').then((module) => module.Palette), {
  ssr: false,
})

/** Opens the palette, as Ctrl K and ⌘ K do from everywhere. */
function PaletteButton() {
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

/** Light, dark, or what the system says. */
function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => {
    const read = () => setTheme(readTheme())
    read()
    document.addEventListener(themeEvent, read)
    return () => document.removeEventListener(themeEvent, read)
  }, [])
  return (
    <label className="theme">
      <span className="hidden">Theme</span>
      <select value={theme} onChange={({ target }) => applyTheme(target.value as Theme)}>
        <option value="system">System theme</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  )
}
