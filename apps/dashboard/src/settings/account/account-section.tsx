import { formatTime } from '../../format/format.ts'
import { PasswordForm } from './password-form.tsx'
import { scopes, type Viewer } from '../viewer.ts'

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
