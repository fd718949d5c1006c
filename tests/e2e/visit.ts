import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Browser } from './open-browser.ts'

/** Opens the first page of a lab and waits for its dashboard, which may still be being built. */
export async function openFirstPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(url)
  await page.getByRole('heading', { name: 'Lab', exact: true }).waitFor({ timeout: 240_000 })
  // The page that says so was not the dashboard.
  browser.complaints.length = 0
  return page
}

/** Opens an address and waits until the page answers: what is pressed before that is lost. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await untilAlive(page)
}

/** Waits until the scripts of a page that was just opened have taken over from its markup. */
export async function untilAlive(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  const isTakenOver =
    "Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__reactFiber$'))"
  // Asked from here: what waitForFunction evaluates again inside the page, the page's policy forbids.
  await expect.poll(() => page.evaluate(isTakenOver), { timeout: 30_000 }).toBe(true)
  // Effects, as those that listen to keys, run after that: they have when the page has nothing to do.
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve, { timeout: 30_000 }))')
}

/** Returns by how many pixels a page is wider than its window. */
export function widthBeyond(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
