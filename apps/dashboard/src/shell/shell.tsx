'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode } from 'react'
import { KeyboardHelp } from './keyboard-help.tsx'
import { ThemeChoice } from './theme-choice.tsx'

const places = [
  { href: '/', label: 'Home' },
  { href: '/runs', label: 'Runs' },
  { href: '/compare', label: 'Compare' },
  { href: '/jobs', label: 'Jobs' },
  { href: '/start', label: 'Start' },
  { href: '/settings', label: 'Settings' },
  { href: '/graphql', label: 'API', plain: true },
]

/** What stands around every page: a way to skip to its content, the places to go, the theme. */
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
        <KeyboardHelp />
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
