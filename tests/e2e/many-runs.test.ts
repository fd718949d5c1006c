import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { seeded, seedRuns } from '../bench/server/seed-runs.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { openFirstPage, visit } from './visit.ts'

const soon = { timeout: 120_000, interval: 250 }

describe.skipIf(!hasBrowser)('a lab of 10,000 runs', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    lab = await openLab(seedRuns)
    browser = await openBrowser(lab.url)
    page = await openFirstPage(browser, lab.url)
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  const rows = () => page.locator('tbody tr[aria-rowindex]').count()

  test('all of them stand in one table, of which the page holds what is looked at', async () => {
    await visit(page, `${lab.url}/runs?order=width`)
    await page.getByText(`${seeded.toLocaleString('en')} runs`).waitFor()
    await page.locator('tbody a').first().waitFor()
    const table = page.getByRole('table').first()
    await expect.poll(() => table.getAttribute('aria-rowcount'), soon).toBe(String(seeded + 1))
    expect(await rows()).toBeLessThan(200)
    expect(await checkPage(page, 'runs-many')).toEqual([])
  })

  test('the last of them is a scroll away', async () => {
    const region = page.getByRole('region', { name: 'Runs' })
    await region.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    const last = page.locator(`tbody tr[aria-rowindex="${seeded + 1}"] a`).first()
    await last.waitFor({ timeout: soon.timeout })
    expect(await rows()).toBeLessThan(200)
  })

  test('they are searched and grouped by the server', async () => {
    await visit(page, `${lab.url}/runs?q=run%20999`)
    await page.getByText('11 runs').waitFor()
    await visit(page, `${lab.url}/runs?by=width`)
    await page.getByText('8 groups').waitFor()
    expect(browser.complaints).toEqual([])
  })
})
