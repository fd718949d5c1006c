import { openBrowser } from '../../e2e/open-browser.ts'
import { quantile, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { watchFrames } from './in-page.ts'

const target = 30
const turns = 90

/** Frames per second while the wheel zooms into a matrix of 1,024² pairs of neurons and out again. */
export async function measureMatrix(lab: FilledLab): Promise<Figure[]> {
  const browser = await openBrowser(lab.url)
  try {
    const page = await browser.context.newPage()
    await page.goto(`${lab.url}/groups?id=${lab.groups}`)
    const canvas = page.locator('canvas').first()
    await canvas.scrollIntoViewIfNeeded()
    const box = (await canvas.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.evaluate(watchFrames)
    for (let i = 0; i < turns; i++) {
      await page.mouse.wheel(0, i < turns / 2 ? -40 : 40)
      await page.waitForTimeout(20)
    }
    const frames = (await page.evaluate('globalThis.frameTimes()')) as number[]
    const mean = 1_000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length)
    const slow = 1_000 / quantile(frames, 0.95)
    return [
      {
        what: 'zooming a matrix of 1,024²',
        target: `≥ ${target} frames/s`,
        measured: `${mean.toFixed(0)} frames/s, 95 % of frames at ${slow.toFixed(0)} or more`,
        met: mean >= target,
        how: `${turns} turns of the wheel, one every 20 ms, in and out again; times between animation frames meanwhile. The browser draws without a graphics card.`,
      },
    ]
  } finally {
    await browser.close()
  }
}
