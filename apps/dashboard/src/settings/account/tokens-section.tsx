import {
  ApiTokensDocument,
  CreateApiTokenDocument,
  RevokeApiTokenDocument,
  type ApiTokensQuery,
} from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { QueryBoundary, Problem } from '../../ui/query-boundary.tsx'
import { writeLoginCommand } from '../../format/commands.ts'
import { CopyText, useOrigin } from '../../ui/copy-text.tsx'
import { TokenForm } from './token-form.tsx'
import type { Viewer } from '../viewer.ts'
import { formatTime } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ConfirmButton } from '../confirm-button.tsx'

/** Personal tokens for scripts: those there are, and a new one, which is shown once. */
export function TokensSection({ viewer }: { readonly viewer: Viewer }) {
  const isLocal = viewer.mode === 'LOCAL'
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">API tokens</h2>
      {isLocal ? (
        <p className="quiet">
          Scripts on this machine need no token. Only a shared lab has accounts and tokens.
        </p>
      ) : (
        <Tokens viewer={viewer} />
      )}
    </section>
  )
}

function Tokens({ viewer }: { readonly viewer: Viewer }) {
  const [after, setAfter] = useState<string | null>(null)
  const [state, ask] = useQuery({ query: ApiTokensDocument, variables: { after } })
  const [made, create] = useMutation(CreateApiTokenDocument)
  const [revoked, revoke] = useMutation(RevokeApiTokenDocument)
  const origin = useOrigin()
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const error = made.error ?? revoked.error
  return (
    <>
      <p className="quiet">
        Scripts send a token as “Authorization: Bearer TOKEN” or read it from MITOSCOPE_TOKEN. To store one
        for the command line, run <code>{writeLoginCommand(origin)}</code> in the folder of Mitoscope. A token
        never allows more than your account.
      </p>
      <TokenForm
        viewer={viewer}
        busy={made.fetching}
        onCreate={(input) => void create({ input }).then(refetch)}
      />
      {error && <Problem error={error} />}
      {made.data && (
        <div className="card">
          <p role="status">
            ✓ Here is “{made.data.createApiToken.apiToken.name}”. Copy it now: it is shown only once, because
            the lab stores only its hash.
          </p>
          <CopyText what="the token" text={made.data.createApiToken.token} />
          <CopyText what="login command" text={writeLoginCommand(origin)} />
        </div>
      )}
      <QueryBoundary state={state} retry={refetch}>
        {({ apiTokens }) => (
          <>
            <TokenTable
              tokens={apiTokens.nodes}
              busy={revoked.fetching}
              onRevoke={(id) => void revoke({ id }).then(refetch)}
            />
            <p className="actions">
              {after !== null && (
                <button type="button" onClick={() => setAfter(null)}>
                  Newest tokens
                </button>
              )}
              {apiTokens.pageInfo.hasNextPage && (
                <button type="button" onClick={() => setAfter(apiTokens.pageInfo.endCursor ?? null)}>
                  Older tokens
                </button>
              )}
            </p>
          </>
        )}
      </QueryBoundary>
    </>
  )
}

interface TokenTableProps {
  readonly tokens: ApiTokensQuery['apiTokens']['nodes']
  readonly busy: boolean
  readonly onRevoke: (id: string) => void
}

/** One's tokens, without their secrets. */
function TokenTable({ tokens, busy, onRevoke }: TokenTableProps) {
  if (tokens.length === 0)
    return <p className="card">You have no tokens yet. Create one with the form above.</p>
  return (
    <ScrollRegion label="Your tokens">
      <table className="wide">
        <caption className="hidden">Your tokens</caption>
        <thead>
          <tr>
            {['Name', 'Begins with', 'Allows', 'Made', 'Last used', 'Ends'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {tokens.map(({ id, name, prefix, scope, createdAt, lastUsedAt, expiresAt }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>
                <code>{prefix}…</code>
              </td>
              <td>{scope.toLowerCase()}</td>
              <td>{formatTime(createdAt)}</td>
              <td>{lastUsedAt ? formatTime(lastUsedAt) : 'never'}</td>
              <td>{expiresAt ? formatTime(expiresAt) : 'never'}</td>
              <td>
                <ConfirmButton
                  label="Revoke"
                  of={name}
                  question="Scripts that use it stop at once."
                  disabled={busy}
                  onConfirm={() => onRevoke(id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
