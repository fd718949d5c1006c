import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'
import { measures } from '../measures/toy-measures.mjs'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openFirstPage, visit } from './visit.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'mitoscope-toy-pages-'))
const env = {
  MITOSCOPE_MEASURES: file('../measures/toy-measures.mjs'),
  MITOSCOPE_CONFIG: place,
  MITOSCOPE_SPOOL: join(place, 'spools'),
  MITOSCOPE_TOKEN: '',
}

/** Texts beside the figure on the page of each measure, by its id. */
const shown: Readonly<Record<string, readonly string[]>> = {
  'toy-curves': ['gain', 'toy floor'],
  'toy-matrix': ['toy pairs'],
  'toy-partition': ['toy groups'],
  'toy-fit': ['The toy law holds up to 2 neurons.', 'toy slope'],
  'toy-scalars': ['toy width'],
}

describe.skipIf(!hasBrowser)('measures of a module from outside, on pages', () => {
  let server: MitoscopeProcess
  let browser: Browser
  let page: Page
  let url: string
  let analyses: readonly { readonly id: string; readonly measure: string }[]

  beforeAll(async () => {
    server = startMitoscope(['serve', '--port', '0', '--data', join(place, 'lab')], env, {
      withDashboard: true,
    })
    url = await server.ready
    const asked = ['analyze', file('../golden/reference/synthetic-w64.npz'), '--server', url, '--json']
    const run = ['--model', 'toy', '--width', '64', '--run-seed', '0']
    const ids = measures.map(({ id }) => id)
    const { code, stdout, stderr } = await runMitoscope([...asked, ...run, '--measure', ...ids], { env })
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('mitoscope:')])
    analyses = JSON.parse(stdout).analyses
    browser = await openBrowser(url)
    page = await openFirstPage(browser, url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  test.each(measures.map(({ id, title, shape }) => [id, title, shape] as const))(
    'the page of %s shows its title, its numbers and its figure',
    async (id, title, shape) => {
      const analysis = analyses.find(({ measure }) => measure === id)!
      await visit(page, `${url}/analysis?id=${encodeURIComponent(analysis.id)}`)
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
      for (const text of shown[id]) await page.locator('main').getByText(text).first().waitFor()
      // Single numbers have no figure.
      if (shape === 'scalars') expect(await page.getByRole('heading', { name: 'Figure' }).count()).toBe(0)
      else await page.locator('figure img[alt^="Toy "]').first().waitFor()
      expect(await checkPage(page, id)).toEqual([])
    },
  )

  test('a form lists them, and the page had no error', async () => {
    await visit(page, `${url}/start?kind=analysis`)
    await page.getByText(measures[0].title).first().waitFor()
    expect(browser.complaints).toEqual([])
  })
})
