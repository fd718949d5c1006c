import { randomUUID } from 'node:crypto'
import { apiKey } from '@better-auth/api-key'
import {
  acceptByProvider,
  announceSignOut,
  findActorOfUser,
  labSecret,
  LabError,
  recordOwnAct,
  type Lab,
} from '@mitoscope/lab'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth } from 'better-auth/plugins'
import type { TeamOptions } from './access.ts'
import { accountTables } from './account-tables.ts'
import { changePasswordPath, endOtherSessions } from './end-other-sessions.ts'
import { hashPassword, verifyPassword } from './hash-passwords.ts'
import type { FailureCode } from './describe-failure.ts'
import { clientAddressHeader, limitSignIns } from './limit-sign-ins.ts'

export const shortestPassword = 10
const daySeconds = 24 * 60 * 60

/**
 * Opens Better Auth on the lab's database: passwords, sessions, the identity provider, and the creation of
 * API tokens.
 */
export function openAccounts(lab: Lab, options: TeamOptions & { readonly secret: string }) {
  return betterAuth(describeAccounts(lab, options))
}

export type Accounts = ReturnType<typeof openAccounts>

export async function loadAccountsSecret(lab: Lab): Promise<string> {
  return labSecret(lab.db, 'accounts')
}

export function describeAccounts(lab: Lab, { url, oidc, secret }: TeamOptions & { readonly secret: string }) {
  const { user, session, account, verification, rateLimit, apiToken } = accountTables
  return {
    appName: 'Mitoscope',
    baseURL: url,
    secret,
    // Its tables are described under their own names.
    database: { db: lab.db.withoutPlugins(), type: 'postgres' },
    user,
    // The cookie is set once: what is read with every request is not written with it.
    session: { ...session, expiresIn: 14 * daySeconds, disableSessionRefresh: true },
    account: { ...account, encryptOAuthTokens: true },
    verification,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    rateLimit: {
      ...rateLimit,
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      // Guesses of passwords have limits of their own; here is what keeps one address from taking all of the processor.
      customRules: { '/sign-in/*': { window: 60, max: 100 }, [changePasswordPath]: { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'mitoscope',
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // joins: a session and its user are one statement.
      database: { generateId: () => randomUUID(), joins: true },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message, ...rest) => lab.log[level]({ rest: rest.map(String) }, message) },
    onAPIError: { errorURL: `${url}/sign-in` },
    hooks: limitSignIns(lab),
    databaseHooks: {
      user: {
        create: {
          // Only an identity provider comes here: accounts with passwords are made from their invitation.
          before: async ({ email, emailVerified }) => {
            if (!emailVerified) throw refuse('email_not_verified', `${email} is not verified`)
            await acceptByProvider.before(lab, email).catch((error: unknown) => {
              throw error instanceof LabError ? refuse('not_invited', error.message) : error
            })
          },
          after: ({ id }) => acceptByProvider.after(lab, id),
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await findActorOfUser(lab, userId))) {
              throw refuse('account_disabled', 'This account is disabled')
            }
          },
          // The session that goes on after a changed password is no sign-in.
          after: async ({ userId }, endpoint) => {
            if (endpoint?.path !== changePasswordPath) await recordOwnAct(lab, userId, 'signIn')
          },
        },
        delete: { after: ({ userId }) => announceSignOut(lab, userId) },
      },
      account: {
        update: {
          async after({ userId, providerId }) {
            if (providerId === 'credential') await recordOwnAct(lab, userId, 'changePassword')
          },
        },
      },
    },
    plugins: [
      endOtherSessions,
      genericOAuth({ config: oidc ? [describeProvider(oidc)] : [] }),
      apiKey({
        schema: { apikey: apiToken },
        defaultPrefix: 'mito_',
        startingCharactersConfig: { shouldStore: true, charactersLength: 12 },
        maximumNameLength: 200,
        keyExpiration: { maxExpiresIn: 366 },
        rateLimit: { enabled: false },
      }),
    ],
  } satisfies BetterAuthOptions
}

function describeProvider({ issuer, clientId, clientSecret }: NonNullable<TeamOptions['oidc']>) {
  return {
    providerId: 'oidc',
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
  }
}

/** Creates a refusal; the page to sign in explains its code. */
function refuse(code: FailureCode, message: string): APIError {
  return new APIError('FORBIDDEN', { code, message })
}
