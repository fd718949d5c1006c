import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'

let lab: Lab
let server: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const audits = serverAudits({
  url: () => `${server.url}/graphql`,
  // GET needs this header, which a page of another origin cannot send without a preflight request.
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...init.headers, 'apollo-require-preflight': '1' } }),
})

test('there are 61 of them', () => expect(audits).toHaveLength(61))

test.each(audits)('$name', async (audit) => {
  expect(await audit.fn()).toMatchObject({ status: 'ok' })
})
