import type { BetterAuthPlugin } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'

/** Endpoint by which somebody who is signed in changes their password. */
export const changePasswordPath = '/change-password'

/**
 * Plugin of the sign-in library by which a changed password ends every session of the account, whatever the request
 * says: who changes it may do so because somebody else has it. The answer carries the cookie of a new session.
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
