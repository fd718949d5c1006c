import type { Page } from 'playwright-core'

/** Opens an address and waits until the page answers: what is pressed before that is lost. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await untilAlive(page)
}

/** Waits until the scripts of a page that was just opened have taken over from its markup. */
export async function untilAlive(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(
    "Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__reactFiber$'))",
  )
  // Effects, as those that listen to keys, run after that: they have when the page has nothing to do.
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve, { timeout: 30_000 }))')
}
