import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'

/** Endpoint by which a signed-in user changes the password. */
export const changePasswordPath = '/change-password'

/**
 * Plugin of the sign-in library: a changed password ends every session of the account, whatever the request
 * says, because the reason for the change may be that somebody else knows the old one. The response carries
 * the cookie of a new session.
 */
export const endOtherSessions = {
  id: 'end-other-sessions',
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === changePasswordPath,
        handler: createAuthMiddleware(async () => ({ context: { body: { revokeOtherSessions: true } } })),
      },
    ],
  },
} satisfies BetterAuthPlugin
