import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFilledServer, type FilledServer } from './filled-server.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
if (!executablePath) console.warn('No browser to open GraphiQL with (Debian, Ubuntu: apt install chromium)')

let server: FilledServer
let browser: BrowserContext | undefined
let profile: string
beforeAll(async () => {
  server = await openFilledServer()
  profile = await mkdtemp(join(tmpdir(), 'mitoscope-browser-'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(profile, { recursive: true, force: true })
})

test('the page stands in itself, and the browser is told to fetch nothing from elsewhere', async () => {
  const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'")
  const page = await response.text()
  expect(page).toContain('renderYogaGraphiQL')
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/)
})

test.skipIf(!executablePath)(
  'GraphiQL asks and follows in a browser without a network',
  async () => {
    browser = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    const elsewhere: string[] = []
    browser.on('request', (request) => {
      if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(server.url))
        elsewhere.push(request.url())
    })
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const open = async (query: string) => {
      await page.goto(`${server.url}/graphql?query=${encodeURIComponent(query)}`)
      const run = page.locator('.graphiql-execute-button')
      await run.waitFor({ timeout: 120_000 })
      await run.click()
    }
    const shown = (text: string) =>
      page.locator('.result-window, .graphiql-response').getByText(text).first().waitFor({ timeout: 120_000 })

    await open('{ projects { nodes { name } } }')
    await shown('vision')
    await open(`subscription { jobUpdated(id: "${server.ids.job}") { state } }`)
    await shown('QUEUED')
    expect(elsewhere).toEqual([])
    expect(errors).toEqual([])
  },
  400_000,
)
