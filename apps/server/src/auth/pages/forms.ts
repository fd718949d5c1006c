import { shortestPassword } from '../open-accounts.ts'
import { escapeText } from '../../http/page.ts'

export interface SignInForm {
  readonly next: string
  readonly email?: string
  /** Name of the identity provider, if one is configured. */
  readonly provider?: string
}

export function signInForm({ next, email = '', provider }: SignInForm): string {
  const query = `?next=${encodeURIComponent(next)}`
  return `<form method="post" action="/sign-in">
<input type="hidden" name="next" value="${escapeText(next)}">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" value="${escapeText(email)}" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
${provider === undefined ? '' : `<p><a class="button" href="/sign-in/oidc${escapeText(query)}">Sign in with ${escapeText(provider)}</a></p>`}
<p>Accounts are made by invitation: ask an administrator of the lab.</p>`
}

export interface WelcomeForm {
  readonly token: string
  readonly name?: string
  /** Email address of the account; fixed if the invitation names one. */
  readonly email: string | null
  /** True if the form sets the password of an existing account. */
  readonly reset: boolean
}

export function welcomeForm({ token, name = '', email, reset }: WelcomeForm): string {
  return `<form method="post" action="/welcome">
<input type="hidden" name="token" value="${escapeText(token)}">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" value="${escapeText(email ?? '')}"${email === null ? ' required' : ' readonly'}>
${
  reset
    ? ''
    : `<label for="name">Name</label>
<input id="name" name="name" autocomplete="name" value="${escapeText(name)}" required maxlength="200">`
}
<label for="password">Password, at least ${shortestPassword} characters</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="${shortestPassword}" maxlength="128" required>
${reset ? '<p>The new password ends every session of the account and revokes all of its API tokens.</p>\n' : ''}<button>${reset ? 'Set password' : 'Make account'}</button>
</form>`
}

export function signedInForm(name: string): string {
  return `<p>You are signed in as ${escapeText(name)}.</p>
<p><a href="/">To the lab</a></p>
<form method="post" action="/sign-out"><button>Sign out</button></form>`
}
