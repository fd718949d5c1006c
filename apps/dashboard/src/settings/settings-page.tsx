'use client'
import { AccountDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { AboutSection } from './about-section.tsx'
import { AccountSection } from './account/account-section.tsx'
import { AccountsSection } from './members/accounts-section.tsx'
import { AuditSection } from './audit/audit-section.tsx'
import { MembersSection } from './members/members-section.tsx'
import { StorageSection } from './storage/storage-section.tsx'
import { TokensSection } from './account/tokens-section.tsx'
import './settings.css'

/** Page of the viewer's account, who may do what, what the lab consists of, and who did what. */
export function SettingsPage() {
  const [state, ask] = useQuery({ query: AccountDocument })
  return (
    <>
      <h1>Settings</h1>
      <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ viewer }) => (
          <>
            <AccountSection viewer={viewer} />
            <TokensSection viewer={viewer} />
            <MembersSection viewer={viewer} />
            {viewer.mode === 'TEAM' && viewer.siteAdmin && viewer.scope === 'ADMIN' && (
              <AccountsSection viewer={viewer} />
            )}
            <StorageSection viewer={viewer} />
            <AboutSection />
            <AuditSection />
          </>
        )}
      </QueryBoundary>
    </>
  )
}
