import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Lab } from '@mitoscope/lab'
import express from 'express'
import { openAccess, type Access } from '../access.ts'

/** Server of a team's sign-in pages behind a proxy on this machine. */
export interface AccountsServer {
  readonly url: string
  readonly access: Access
  /** Sends a form as the proxy would forward it from this address. */
  post(path: string, fields: Record<string, string>, from: string): Promise<Response>
  close(): Promise<void>
}

export async function serveAccounts(lab: Lab): Promise<AccountsServer> {
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const access = await openAccess(lab, { url, trustedProxies: ['loopback'] })
  app.use(access.router!)
  return {
    url,
    access,
    post: (path, fields, from) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url, 'x-forwarded-for': from },
        body: new URLSearchParams(fields),
      }),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
