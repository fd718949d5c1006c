import type { Page } from 'playwright-core'
import { openBrowser } from '../../e2e/open-browser.ts'
import { milliseconds, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { watchInteractions } from './in-page.ts'
import { pagesOf } from './pages.ts'

const target = 200
const settled = 1_500

/** Interactions of people with each page, by mouse or keyboard. */
const actions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async home(page) {
    await page.keyboard.press('?')
    await page.keyboard.press('Escape')
  },
  async runs(page) {
    await page.getByRole('button', { name: 'Width', exact: true }).click()
    await page.locator('tbody input[type=checkbox]').first().click()
    await page.keyboard.press('/')
    await page.keyboard.type('run 12')
  },
  async sweep(page) {
    await page.locator('figure summary').first().click()
  },
  async compare(page) {
    await page.getByLabel('Logarithmic').first().click()
    await page.locator('summary').first().click()
  },
  async groups(page) {
    await page.locator('canvas').first().click()
    for (const key of ['+', 'ArrowRight', 'ArrowDown', '0']) await page.keyboard.press(key)
  },
  async start(page) {
    await page.getByLabel('Epochs', { exact: true }).click()
    await page.keyboard.type('1')
  },
  async settings(page) {
    await page.getByLabel('Theme').selectOption('dark')
  },
}

/** The longest time from a press to the frame that answers it, over what people do on the pages (the INP of each visit). */
export async function measureInteractions(lab: FilledLab): Promise<Figure[]> {
  const browser = await openBrowser(lab.url)
  const worst: [string, number][] = []
  try {
    for (const [name, act] of Object.entries(actions)) {
      const page = await browser.context.newPage()
      await page.goto(lab.url + pagesOf(lab)[name])
      await page.waitForLoadState('networkidle')
      // People act only on a page that they can see.
      await page.waitForTimeout(settled)
      await page.evaluate(watchInteractions)
      await act(page)
      await page.waitForTimeout(500)
      worst.push([name, (await page.evaluate('globalThis.longestInteraction()')) as number])
      await page.close()
    }
  } finally {
    await browser.close()
  }
  const [page, longest] = worst.toSorted(([, a], [, b]) => b - a)[0]
  return [
    {
      what: 'interaction to next paint, worst page',
      target: `≤ ${milliseconds(target)}`,
      measured: `${milliseconds(longest)} (${page})`,
      met: longest <= target,
      how: `The longest event of each visit as the browser itself times events (those under 16 ms count 0): ${worst.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', ')} ms.`,
    },
  ]
}
