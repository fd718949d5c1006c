import { openBrowser } from '../../e2e/open-browser.ts'
import { milliseconds, quantile, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { whenIdle } from './in-page.ts'

const times = 5
const target = 1_000
const columns =
  'name,state,model,sweep,dataset,width,seed,weightDecay,metric:testError,metric:trainError,metric:testLoss,' +
  'metric:trainLoss,interpolationEpoch,criticalSize,groups,tags,notes,createdAt,config:optimizer.name,config:optimizer.lr'

/** From opening the address to a table of so many runs that has answered a key. */
export async function measureRunsTable(lab: FilledLab): Promise<Figure[]> {
  // run 1, run 10 to run 19, and so on.
  const thousand = { q: 'run 1', runs: 1_111 }
  const shown = async (query: Record<string, string>, runs: number) => {
    const search = new URLSearchParams({ columns, ...query })
    const took: number[] = []
    for (let i = 0; i < times; i++) {
      const browser = await openBrowser(lab.url)
      try {
        const page = await browser.context.newPage()
        await page.goto(`${lab.url}/runs?${search}`)
        await page.getByText(`${runs.toLocaleString('en')} runs`).waitFor()
        await page.locator('tbody a').first().waitFor()
        took.push(await page.evaluate<number>(whenIdle))
      } finally {
        await browser.close()
      }
    }
    return took
  }
  const figure = (what: string, took: number[], aimed: boolean): Figure => ({
    what,
    target: aimed ? `≤ ${milliseconds(target)}` : '',
    measured: `${milliseconds(quantile(took, 0.5))} (${took.map((ms) => ms.toFixed(0)).join(', ')})`,
    ...(aimed && { met: quantile(took, 0.5) <= target }),
  })
  const some = await shown({ q: thousand.q }, thousand.runs)
  const all = await shown({ q: 'run' }, 10_000)
  return [
    {
      ...figure(
        `table of ${thousand.runs.toLocaleString('en')} runs × ${columns.split(',').length} columns, interactive`,
        some,
        true,
      ),
      how: `From opening the address in a fresh browser to the frame after its rows are there and the page has let a timer run: median of ${times}. Rows far below the fold are read as one scrolls.`,
    },
    figure(`table of 10,000 runs × ${columns.split(',').length} columns, interactive`, all, false),
  ]
}
