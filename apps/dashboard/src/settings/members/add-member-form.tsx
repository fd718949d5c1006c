import type { Role } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { roleNames, roles } from '../viewer.ts'

interface AddMemberFormProps {
  readonly busy: boolean
  /** True if the viewer may create accounts. */
  readonly mayInvite: boolean
  readonly onAdd: (email: string, role: Role) => void
  readonly onInvite: (email: string, role: Role) => void
}

/**
 * Form to add a member to a project: of those who have an account, or, for administrators, by a link to a
 * new one.
 */
export function AddMemberForm({ busy, mayInvite, onAdd, onInvite }: AddMemberFormProps) {
  const id = useId()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('VIEWER')
  const isAddress = /^\S+@\S+$/.test(email.trim())
  const off = busy || !isAddress
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!off) onAdd(email.trim(), role)
      }}
    >
      <h3>Add a member</h3>
      <div className="fields">
        <div className="field">
          <label htmlFor={`${id}-email`}>E-mail address</label>
          <input
            id={`${id}-email`}
            type="email"
            autoComplete="off"
            value={email}
            onChange={({ target }) => setEmail(target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-role`}>Role</label>
          <select id={`${id}-role`} value={role} onChange={({ target }) => setRole(target.value as Role)}>
            {roleNames.map((each) => (
              <option key={each} value={each}>
                {roles[each]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p className="actions">
        <button disabled={off} aria-describedby={`${id}-reason`}>
          Add to the project
        </button>
        {mayInvite && (
          <button type="button" disabled={off} onClick={() => onInvite(email.trim(), role)}>
            {' '}
            Create an invitation link{' '}
          </button>
        )}
        <span className="quiet" id={`${id}-reason`}>
          {!isAddress
            ? 'Enter the e-mail address of an account first.'
            : mayInvite
              ? 'For people without an account you can create an invitation link.'
              : 'An administrator can invite people without an account.'}
        </span>
      </p>
    </form>
  )
}
