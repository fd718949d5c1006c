import { openBrowser } from '../../e2e/open-browser.ts'
import { milliseconds, quantile, type Figure } from '../server/figure.ts'
import { stepsOfCurves, type FilledLab } from './fill-lab.ts'
import { whenIdle } from './in-page.ts'

const times = 5
const target = 1_000

/** From opening the address to the curves of 100 runs with their bands. */
export async function measureCompare(lab: FilledLab): Promise<Figure[]> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const browser = await openBrowser(lab.url)
    try {
      const page = await browser.context.newPage()
      await page.goto(`${lab.url}/compare?runs=${lab.curves.join(',')}`)
      await page.locator('.compare-chart svg path').first().waitFor({ state: 'attached' })
      took.push(await page.evaluate<number>(whenIdle))
    } finally {
      await browser.close()
    }
  }
  return [
    {
      what: `curves of ${lab.curves.length} runs × ${stepsOfCurves.toLocaleString('en')} points with bands`,
      target: `≤ ${milliseconds(target)}`,
      measured: `${milliseconds(quantile(took, 0.5))} (${took.map((ms) => ms.toFixed(0)).join(', ')})`,
      met: quantile(took, 0.5) <= target,
      how: `From opening Compare in a fresh browser to the frame that shows the first chart, its ten means with bands and the hundred members behind them: median of ${times}.`,
    },
  ]
}
