export interface Passwords {
  readonly current: string
  readonly next: string
  readonly again: string
}

const minCharacters = 10
const maxCharacters = 128

/** Describes why the passwords cannot be sent; undefined if they can. The server checks them again. */
export function checkPasswords({ current, next, again }: Passwords): string | undefined {
  if (current === '') return 'Enter your current password.'
  if (next.length < minCharacters || next.length > maxCharacters)
    return `The new password needs ${minCharacters} to ${maxCharacters} characters; it has ${next.length}.`
  if (next === current) return 'The new password must differ from the current one.'
  return next === again ? undefined : 'The two new passwords differ.'
}

/** Sends them; answers with what is wrong, or undefined when the new password holds. */
export async function changePassword({ current, next }: Passwords): Promise<string | undefined> {
  try {
    const answer = await fetch('/api/auth/change-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ currentPassword: current, newPassword: next }),
    })
    if (answer.ok) return undefined
    const body = (await answer.json().catch(() => ({}))) as { code?: string; message?: string }
    return explain(answer.status, body)
  } catch {
    return 'The server does not answer. The password was not changed. Try again when the server runs.'
  }
}

/** Returns what an answer of the sign-in library means for the reader. */
export function explain(status: number, { code, message }: { code?: string; message?: string }): string {
  if (status === 429) return 'Too many attempts. Try again in a minute.'
  if (status === 401) return 'Your session has ended. Sign in again.'
  if (code === 'INVALID_PASSWORD') return 'The current password is wrong.'
  if (code === 'CREDENTIAL_ACCOUNT_NOT_FOUND')
    return 'You sign in with your identity provider. Change the password there.'
  return message ?? `The server rejected the change (status ${status}). Try again later.`
}
