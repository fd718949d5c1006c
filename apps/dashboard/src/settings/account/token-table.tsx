import type { ApiTokensQuery } from '@mitoscope/schema/documents'
import { formatTime } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ConfirmButton } from '../confirm-button.tsx'

interface TokenTableProps {
  readonly tokens: ApiTokensQuery['apiTokens']['nodes']
  readonly busy: boolean
  readonly onRevoke: (id: string) => void
}

/** One's tokens, without their secrets. */
export function TokenTable({ tokens, busy, onRevoke }: TokenTableProps) {
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
