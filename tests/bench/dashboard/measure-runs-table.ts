import { milliseconds, quantile, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { describeTimes, timeOpening } from './open-times.ts'

const target = 1_000
const columns =
  'name,state,model,sweep,dataset,width,seed,weightDecay,metric:testError,metric:trainError,metric:testLoss,' +
  'metric:trainLoss,interpolationEpoch,criticalSize,groups,tags,notes,createdAt,config:optimizer.name,config:optimizer.lr'

/** Measures the time from opening the address until the table of many runs is interactive. */
export async function measureRunsTable({ url }: FilledLab): Promise<Figure[]> {
  const open = (q: string, runs: number) =>
    timeOpening(url, `/runs?${new URLSearchParams({ columns, q })}`, async (page) => {
      await page.getByText(`${runs.toLocaleString('en')} runs`).waitFor()
      await page.locator('tbody a').first().waitFor()
    })
  const what = (runs: number) =>
    `table of ${runs.toLocaleString('en')} runs × ${columns.split(',').length} columns, interactive`
  // run 1, run 10 to run 19, and so on.
  const thousand = await open('run 1', 1_111)
  const all = await open('run', 10_000)
  return [
    {
      what: what(1_111),
      target: `≤ ${milliseconds(target)}`,
      measured: describeTimes(thousand.later),
      met: quantile(thousand.later, 0.5) <= target,
      how: 'From opening the address in a browser that has been at the lab before, so that it has the scripts, to the frame after the rows are there and the page has let a timer run. Rows far below the fold are read as one scrolls.',
    },
    {
      what: 'the same in a browser that was never here',
      target: '',
      measured: milliseconds(thousand.first),
    },
    { what: what(10_000), target: '', measured: describeTimes(all.later) },
  ]
}
