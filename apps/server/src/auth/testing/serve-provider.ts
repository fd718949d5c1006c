import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
// @ts-expect-error: it has no types of its own.
import Provider from 'oidc-provider'

/**
 * Serves an OpenID provider on the loopback address, with its own sign-in and consent pages. Accepts any
 * name, at example.org, without a password; only the address of "unverified" is unverified.
 */
export async function serveProvider({ redirectUri }: { redirectUri: string }) {
  let handle: (...parts: unknown[]) => void = () => {}
  const server = createServer((...parts) => handle(...parts))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'mitoscope', client_secret: 'secret of the client', redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: id,
        email: `${id}@example.org`,
        email_verified: id !== 'unverified',
      }),
    }),
  })
  handle = provider.callback()
  return {
    issuer,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
