const lostState =
  'The lab does not know this sign-in: it took too long, or began in another browser. Allow cookies of this lab, and sign in once more from here.'

/** Sentences for the failures of a sign-in by the identity provider, by codes of the library and of the lab. */
const failures = {
  provider: 'The identity provider cannot be reached. Try again later.',
  not_invited:
    'The address that the identity provider sent was not invited. Ask an administrator of the lab for an invitation.',
  email_not_verified:
    'The identity provider does not say that your address is verified. Have it verified there, and sign in once more.',
  account_not_linked:
    'There is an account with your address, but the identity provider does not say that the address is verified. Sign in with the password of the account, or have the address verified there.',
  account_disabled: 'This account is disabled. Ask an administrator of the lab to open it again.',
  access_denied:
    'The identity provider did not let you in, or you did not agree there. Sign in once more and agree, or ask whoever runs it for access to the lab.',
  email_not_found:
    'The identity provider sent no address. Ask whoever runs it to pass your address (the claim email) on to the lab.',
  state_not_found: lostState,
  state_mismatch: lostState,
  state_invalid: lostState,
} as const

export type FailureCode = keyof typeof failures

/** Returns what to say of a failed sign-in by the identity provider. */
export function describeFailure(code: string): string {
  if (Object.hasOwn(failures, code)) return failures[code as FailureCode]
  return 'The lab could not sign you in by the identity provider. Its log says why: try again, and ask an administrator of the lab if this comes again.'
}
