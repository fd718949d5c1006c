import { LabError } from '@mitoscope/lab'

export interface OidcOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Name of the provider on the sign-in button. */
  readonly name: string
}

/**
 * Returns the identity provider configured by the environment; undefined if there is none. Throws
 * BAD_USER_INPUT if some of its variables are missing.
 */
export function parseOidcOptions(env: NodeJS.ProcessEnv): OidcOptions | undefined {
  const { MITOSCOPE_OIDC_ISSUER: issuer, MITOSCOPE_OIDC_NAME: name = 'OpenID Connect' } = env
  const { MITOSCOPE_OIDC_CLIENT_ID: clientId, MITOSCOPE_OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return undefined
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name }
  throw new LabError(
    'BAD_USER_INPUT',
    'OpenID Connect requires all of MITOSCOPE_OIDC_ISSUER, MITOSCOPE_OIDC_CLIENT_ID and MITOSCOPE_OIDC_CLIENT_SECRET. Set the missing ones, or none.',
  )
}
