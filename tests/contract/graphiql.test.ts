import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, openBrowser, type Browser } from '../e2e/open-browser.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'

let server: FilledServer
let browser: Browser | undefined
beforeAll(async () => {
  server = await openFilledServer()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('the page stands in itself, and the browser is told to fetch nothing from elsewhere', async () => {
  const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'")
  const page = await response.text()
  expect(page).toContain('renderYogaGraphiQL')
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/)
})

test.skipIf(!hasBrowser)(
  'GraphiQL asks and follows in a browser without a network',
  async () => {
    browser = await openBrowser(server.url)
    const page = await browser.context.newPage()
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
    expect(browser.elsewhere).toEqual([])
    expect(browser.errors).toEqual([])
  },
  400_000,
)
