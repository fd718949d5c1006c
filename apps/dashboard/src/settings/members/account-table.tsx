import type { AccountsQuery, UpdateUserInput } from '@mitoscope/schema/documents'
import { formatTime } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ConfirmButton } from '../confirm-button.tsx'

interface AccountTableProps {
  readonly users: AccountsQuery['users']['nodes']
  /** The reader's own account, which others have to change. */
  readonly self?: string
  readonly busy: boolean
  readonly onUpdate: (input: UpdateUserInput) => void
  readonly onReset: (id: string) => void
}

/** Accounts, with what administrators can do to them. */
export function AccountTable({ users, self, busy, onUpdate, onReset }: AccountTableProps) {
  return (
    <ScrollRegion label="Accounts of this lab">
      <table className="wide">
        <caption className="hidden">Accounts of this lab</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Address</th>
            <th scope="col">Since</th>
            <th scope="col">Administrator</th>
            <th scope="col">State</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {users.map(({ id, name, email, siteAdmin, disabled, createdAt }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                {id === self && ' (you)'}
              </th>
              <td>{email}</td>
              <td>{formatTime(createdAt)}</td>
              <td>
                <label>
                  <input
                    type="checkbox"
                    checked={siteAdmin}
                    disabled={busy || id === self}
                    onChange={() => onUpdate({ id, siteAdmin: !siteAdmin })}
                  />
                  <span className="hidden">{name} is administrator</span>
                </label>
              </td>
              <td>{disabled ? '✕ closed' : '✓ open'}</td>
              <td>
                {id !== self && <AccountActions {...{ id, name, disabled, busy, onUpdate, onReset }} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

interface AccountActionsProps extends Pick<AccountTableProps, 'busy' | 'onUpdate' | 'onReset'> {
  readonly id: string
  readonly name: string
  readonly disabled: boolean
}

function AccountActions({ id, name, disabled, busy, onUpdate, onReset }: AccountActionsProps) {
  if (disabled)
    return (
      <button type="button" disabled={busy} onClick={() => onUpdate({ id, disabled: false })}>
        Open again<span className="hidden"> the account of {name}</span>
      </button>
    )
  return (
    <div className="actions">
      <button type="button" disabled={busy} onClick={() => onReset(id)}>
        Link to a new password<span className="hidden"> for {name}</span>
      </button>
      <ConfirmButton
        label="Close"
        of={`the account of ${name}`}
        question="They can no longer sign in, and their tokens are void."
        disabled={busy}
        onConfirm={() => onUpdate({ id, disabled: true })}
      />
    </div>
  )
}
