import { openBrowser } from '../../e2e/open-browser.ts'
import { milliseconds, quantile, type Figure } from '../server/figure.ts'
import { namesOfCurves, stepsOfCurves, type FilledLab } from './fill-lab.ts'
import { watchRedrawing } from './in-page.ts'
import { describeTimes, timeOpening } from './open-times.ts'

const target = 1_000
const choices = 6

/**
 * Measures how soon the curves of 100 runs with their bands are shown: when they are chosen on the page, and
 * when it is opened.
 */
export async function measureCompare({ url, curves }: FilledLab): Promise<Figure[]> {
  const path = `/compare?runs=${curves.join(',')}`
  const opened = await timeOpening(url, path, (page) =>
    page.locator('.compare-chart svg path').first().waitFor({ state: 'attached' }),
  )
  const chosen = await timeChoosing(url, path)
  return [
    {
      what: `curves of ${curves.length} runs × ${stepsOfCurves.toLocaleString('en')} points with bands`,
      target: `≤ ${milliseconds(target)}`,
      measured: describeTimes(chosen),
      met: quantile(chosen, 0.5) <= target,
      how: 'From choosing another metric, whose points the page has not yet, to the frame that shows its ten means with bands and the hundred runs behind them. A screen gets 500 steps of each; files get all.',
    },
    {
      what: 'the same from opening the page',
      target: '',
      measured: `${describeTimes(opened.later)}; in a browser that was never here ${milliseconds(opened.first)}`,
    },
  ]
}

/** Each time a page of its own: what was chosen before is known. */
async function timeChoosing(url: string, path: string): Promise<number[]> {
  const browser = await openBrowser(url)
  try {
    const took: number[] = []
    for (let i = 0; i < choices; i++) {
      const page = await browser.context.newPage()
      await page.goto(url + path)
      await page.locator('.compare-chart svg path').first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      const drawn = page.evaluate<number>(watchRedrawing)
      await page.getByRole('combobox', { name: 'Metric', exact: true }).selectOption(namesOfCurves[1])
      took.push(await drawn)
      await page.close()
    }
    return took.slice(1)
  } finally {
    await browser.close()
  }
}
