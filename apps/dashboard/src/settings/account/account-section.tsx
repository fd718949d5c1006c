import { useId, useState } from 'react'
import { formatTime } from '../../format/format.ts'
import { scopes, type Viewer } from '../viewer.ts'
import { changePassword, checkPasswords, type Passwords } from './change-password.ts'

/** Account of the reader, with sign-out and a new password. */
export function AccountSection({ viewer }: { readonly viewer: Viewer }) {
  const { name, mode, scope, siteAdmin, user, token } = viewer
  return (
    <section aria-labelledby="account">
      <h2 id="account">Account</h2>
      <dl className="facts">
        <dt>You are</dt>
        <dd>
          {name}
          {user && ` (${user.email})`}
        </dd>
        <dt>This lab</dt>
        <dd>
          {mode === 'LOCAL' ? 'is used on this machine only, without sign-in' : 'is shared: people sign in'}
        </dd>
        <dt>You may</dt>
        <dd>
          {scope === 'ADMIN' ? 'do everything that your roles in projects allow' : scopes[scope]}
          {siteAdmin && ', create projects and manage accounts'}
        </dd>
        {user && (
          <>
            <dt>Since</dt>
            <dd>{formatTime(user.createdAt)}</dd>
          </>
        )}
        {token && (
          <>
            <dt>Signed in with token</dt>
            <dd>
              {token.name} ({token.prefix}…)
            </dd>
          </>
        )}
      </dl>
      {mode === 'LOCAL' ? (
        <p className="card lead">
          Everybody who can use this machine has full access, so there are no accounts and no passwords. To
          share the lab, serve it with <code>npm run -s mitoscope -- serve --team</code>: the log then shows a
          link that creates the first account. The data of the lab is kept.
        </p>
      ) : (
        <>
          <form method="post" action="/sign-out">
            <button>Sign out</button>
          </form>
          <PasswordForm />
        </>
      )}
    </section>
  )
}

const empty: Passwords = { current: '', next: '', again: '' }
const fields = [
  { name: 'current', label: 'Current password', complete: 'current-password' },
  { name: 'next', label: 'New password, at least 10 characters', complete: 'new-password' },
  { name: 'again', label: 'New password again', complete: 'new-password' },
] as const

/** Another password for one's account. */
function PasswordForm() {
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
