import type { Metadata } from 'next'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { Suspense, type ReactNode } from 'react'
import { ApiProvider } from '../api/api-provider.tsx'
import { Shell } from '../shell/shell.tsx'
import { themeScript } from '../shell/theme.ts'
import './globals.css'
import '../shell/print.css'

export const metadata: Metadata = {
  title: { default: 'Mitoscope', template: '%s · Mitoscope' },
  description: 'How the neurons of wide networks split into groups that carry the same information',
}

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <NuqsAdapter>
          <ApiProvider>
            <Shell>
              <Suspense fallback={<p className="quiet">Loading…</p>}>{children}</Suspense>
            </Shell>
          </ApiProvider>
        </NuqsAdapter>
      </body>
    </html>
  )
}
