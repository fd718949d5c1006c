import type { Page } from 'playwright-core'
import { openBrowser } from '../../e2e/open-browser.ts'
import { milliseconds, quantile } from '../server/figure.ts'
import { whenIdle } from './in-page.ts'

const later = 5

/** Milliseconds from opening an address to the page that has shown what is waited for and answers. */
export interface OpenTimes {
  /** Time in a browser that has not opened the lab before. */
  readonly first: number
  /** Times in further tabs of the same browser, which has the scripts cached, as daily users do. */
  readonly later: readonly number[]
}

export async function timeOpening(
  url: string,
  path: string,
  isThere: (page: Page) => Promise<void>,
): Promise<OpenTimes> {
  const browser = await openBrowser(url)
  try {
    const took: number[] = []
    for (let i = 0; i <= later; i++) {
      const page = await browser.context.newPage()
      await page.goto(url + path, { waitUntil: 'commit' })
      await isThere(page)
      took.push(await page.evaluate<number>(whenIdle))
      await page.close()
    }
    return { first: took[0], later: took.slice(1) }
  } finally {
    await browser.close()
  }
}

/** Median and single times. */
export function describeTimes(times: readonly number[]): string {
  return `${milliseconds(quantile(times, 0.5))} (${times.map((ms) => ms.toFixed(0)).join(', ')})`
}
