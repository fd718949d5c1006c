import { formatTime } from '../parts/format.ts'
import { PasswordForm } from './password-form.tsx'
import { scopes, type Viewer } from './viewer.ts'

/** Who one is here, how to leave, and another password. */
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
          {mode === 'LOCAL' ? 'is for this machine only: nobody signs in' : 'is shared: people sign in'}
        </dd>
        <dt>You may</dt>
        <dd>
          {scope === 'ADMIN' ? 'do whatever your roles in projects allow' : scopes[scope]}
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
            <dt>By the token</dt>
            <dd>
              {token.name} ({token.prefix}…)
            </dd>
          </>
        )}
      </dl>
      {mode === 'LOCAL' ? (
        <p className="card lead">
          Whoever reaches this machine’s own address owns everything here, so there are no accounts and no
          passwords. To share the lab, serve it with <code>npm run -s mitoscope -- serve --team</code>: it
          writes a link to the first account into its log, and nothing that is in the lab is lost.
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
