import { AccountsDocument, ResetPasswordDocument, UpdateAccountDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { QueryBoundary, Problem } from '../../ui/query-boundary.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { formatTime } from '../../format/format.ts'
import { AccountTable } from './account-table.tsx'
import type { Viewer } from '../viewer.ts'

/** Every account of the lab; administrators close them and say who else is administrator. */
export function AccountsSection({ viewer }: { readonly viewer: Viewer }) {
  const [after, setAfter] = useState<string | null>(null)
  const [state, ask] = useQuery({ query: AccountsDocument, variables: { after } })
  const [updated, update] = useMutation(UpdateAccountDocument)
  const [reset, makeLink] = useMutation(ResetPasswordDocument)
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const error = updated.error ?? reset.error
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      <p className="quiet">
        Administrators see all projects and create projects and accounts. To create an account, create an
        invitation link above, with a role in a project.
      </p>
      {error && <Problem error={error} />}
      {reset.data && (
        <div className="card">
          <p role="status">
            ✓ Pass this link on to {reset.data.resetPassword.user.name}: it sets a new password once and ends
            every session and API token of the account; it is valid until{' '}
            {formatTime(reset.data.resetPassword.expiresAt)} and is shown only once.
          </p>
          <CopyText what="the link" text={reset.data.resetPassword.link} />
        </div>
      )}
      <QueryBoundary state={state} retry={refetch}>
        {({ users }) => (
          <>
            <AccountTable
              users={users.nodes}
              self={viewer.user?.id}
              busy={updated.fetching || reset.fetching}
              onUpdate={(input) => void update({ input }).then(refetch)}
              onReset={(id) => void makeLink({ id })}
            />
            <p className="actions">
              {after !== null && (
                <button type="button" onClick={() => setAfter(null)}>
                  First accounts
                </button>
              )}
              {users.pageInfo.hasNextPage && (
                <button type="button" onClick={() => setAfter(users.pageInfo.endCursor ?? null)}>
                  Further accounts
                </button>
              )}
            </p>
          </>
        )}
      </QueryBoundary>
    </section>
  )
}
