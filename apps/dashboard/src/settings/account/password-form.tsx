import { useId, useState } from 'react'
import { changePassword, checkPasswords, type Passwords } from './change-password.ts'

const empty: Passwords = { current: '', next: '', again: '' }
const fields = [
  { name: 'current', label: 'Current password', complete: 'current-password' },
  { name: 'next', label: 'New password, at least 10 characters', complete: 'new-password' },
  { name: 'again', label: 'New password again', complete: 'new-password' },
] as const

/** Another password for one's account. */
export function PasswordForm() {
  const id = useId()
  const [passwords, setPasswords] = useState(empty)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ readonly problem?: string }>()
  const send = async () => {
    setBusy(true)
    const problem = checkPasswords(passwords) ?? (await changePassword(passwords))
    setBusy(false)
    setSaid({ problem })
    if (problem === undefined) setPasswords(empty)
  }
  return (
    <details className="more-fields">
      <summary>Change the password</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className="fields">
          {fields.map(({ name, label, complete }) => (
            <div className="field" key={name}>
              <label htmlFor={`${id}-${name}`}>{label}</label>
              <input
                id={`${id}-${name}`}
                type="password"
                autoComplete={complete}
                value={passwords[name]}
                onChange={({ target }) => setPasswords({ ...passwords, [name]: target.value })}
              />
            </div>
          ))}
        </div>
        <p className="actions">
          <button disabled={busy}>{busy ? 'Changing…' : 'Change the password'}</button>
          <span role="status">
            {said &&
              (said.problem === undefined
                ? '✓ The password was changed, and your other sessions have ended.'
                : `✕ ${said.problem}`)}
          </span>
        </p>
      </form>
    </details>
  )
}
