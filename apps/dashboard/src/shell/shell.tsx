'use client'
import { Link } from '../ui/link.tsx'
import { usePathname } from 'next/navigation'
import { Suspense, type ReactNode } from 'react'
import { FocusOnNavigation } from './focus-on-navigation.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import { Notice } from './notice.tsx'
import { PaletteButton } from './palette-button.tsx'
import { places } from './places.ts'
import { StaleBadge } from './stale-badge.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import './shell.css'

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
