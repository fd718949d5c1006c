import { LabError } from '@mitoscope/lab'

export interface OidcOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What its button says. */
  readonly name: string
}

/** The identity provider that the environment names; undefined for none. Throws BAD_USER_INPUT for half of one. */
export function readOidc(env: NodeJS.ProcessEnv): OidcOptions | undefined {
  const { MITOSCOPE_OIDC_ISSUER: issuer, MITOSCOPE_OIDC_NAME: name = 'OpenID Connect' } = env
  const { MITOSCOPE_OIDC_CLIENT_ID: clientId, MITOSCOPE_OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return undefined
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name }
  throw new LabError(
    'BAD_USER_INPUT',
    'OpenID Connect takes all of MITOSCOPE_OIDC_ISSUER, MITOSCOPE_OIDC_CLIENT_ID and MITOSCOPE_OIDC_CLIENT_SECRET.',
  )
}
