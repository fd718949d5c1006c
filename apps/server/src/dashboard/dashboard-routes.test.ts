import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type RunningServer } from '../start-server.ts'
import type { Dashboard } from './dashboard-routes.ts'

const script = 'self.ready = true'
let lab: Awaited<ReturnType<typeof openTestLab>>
let server: RunningServer
let folder: string
let dashboard: Dashboard

beforeAll(async () => {
  lab = await openTestLab()
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-pages-'))
  await mkdir(join(folder, '_next/static'), { recursive: true })
  await writeFile(
    join(folder, 'index.html'),
    `<h1>Lab</h1><script src="/a.js"></script><script>${script}</script>`,
  )
  await writeFile(join(folder, 'runs.html'), '<h1>Runs</h1>')
  await writeFile(join(folder, '_next/static/part.js'), 'part()')
  await writeFile(join(folder, '_next/static/large.js'), 'part()\n'.repeat(1_000))
  server = await startServer(lab, { port: 0, dashboard: () => dashboard })
})
beforeEach(() => {
  dashboard = { folder }
})
afterAll(async () => {
  await server.close()
  await lab.close()
  await rm(folder, { recursive: true })
})

const get = (path: string, accept = 'text/html') => fetch(`${server.url}${path}`, { headers: { accept } })

/** Returns the status of a path exactly as written: fetch would resolve its dots. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    request({ hostname, port, path, headers: { accept: 'text/html' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('pages stand at the root, and run their own scripts only', async () => {
  const home = await get('/')
  expect(await home.text()).toContain('<h1>Lab</h1>')
  const hash = createHash('sha256').update(script).digest('base64')
  expect(home.headers.get('content-security-policy')).toContain(`script-src 'self' 'sha256-${hash}';`)
  expect(home.headers.get('cache-control')).toBe('no-cache')
  expect(await (await get('/runs?order=-width')).text()).toContain('<h1>Runs</h1>')
})

test('what is named by its content is kept for good', async () => {
  const part = await get('/_next/static/part.js', '*/*')
  expect(await part.text()).toBe('part()')
  expect(part.headers.get('cache-control')).toContain('immutable')
})

test('who asks for what is not there is told so: browsers by a page with a way back, others by JSON', async () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  for (const path of ['/nonsense', '/runs/nonsense', '/<b>x']) {
    const page = await get(path, browser)
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    const text = await page.text()
    expect(text).toContain('Not found')
    expect(text).toContain('href="/"')
    expect(text).not.toContain('<b>')
  }
  for (const accept of ['*/*', 'application/json']) {
    const answer = await get('/nonsense', accept)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  }
})

test('a path that cannot be decoded is answered with 400, in the kind that was asked for', async () => {
  for (const path of ['/%ff', '/runs/%', '/_next/%ff.js', '/files/representations/%ff', '/graphql/%zz']) {
    const page = await get(path, 'text/html,*/*;q=0.8')
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('is malformed')
    const answer = await get(path, '*/*')
    expect(answer.status).toBe(400)
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] }
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST' } })
    expect(errors[0].message).toContain(`The path ${path} is malformed`)
  }
})

test('nothing else of the machine is handed out, and the API stays where it is', async () => {
  for (const path of [
    '/nothing',
    '/_next/../../package.json',
    '/_next/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
  ])
    expect(await statusOf(path)).toBe(404)
  expect((await get('/graphql')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
})

test('a page that is not built yet comes by itself, and what went wrong is said', async () => {
  dashboard = {}
  const waiting = await get('/')
  expect([waiting.status, waiting.headers.get('refresh')]).toEqual([503, '2'])
  expect((await get('/', 'application/json')).status).toBe(404)
  dashboard = { failure: 'next build ended with 1: no <space> left' }
  const failed = await get('/')
  expect(failed.headers.get('refresh')).toBeNull()
  expect(await failed.text()).toContain('no &#60;space&#62; left')
})

test('what is worth it travels compressed', async () => {
  const answer = await get('/_next/static/large.js', '*/*')
  expect(answer.headers.get('content-encoding')).toMatch(/^(br|gzip)$/)
  expect(await answer.text()).toBe('part()\n'.repeat(1_000))
})
