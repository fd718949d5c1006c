import { setTimeout as sleep } from 'node:timers/promises'
import { openBrowser } from '../../e2e/open-browser.ts'
import { ask } from '../../faults/api.ts'
import { kilobytes, type Figure } from '../server/figure.ts'
import { createRun } from './create-run.ts'
import type { FilledLab } from './fill-lab.ts'

const training = 20
const ticks = 5
const target = 10_000
const metrics = ['trainLoss', 'trainError', 'testLoss', 'testError']

/** Bytes that reach each page when 20 runs log a step of four metrics. */
export async function measureTicks(lab: FilledLab): Promise<Figure[]> {
  const runs = await startRuns(lab)
  const pages = {
    home: '/',
    runs: '/runs',
    run: `/run?id=${runs[0]}`,
    compare: `/compare?runs=${runs.join(',')}`,
  }
  const browser = await openBrowser(lab.url)
  const found: [string, number][] = []
  let step = 0
  const tick = async () => {
    step++
    await log(lab.url, runs, step)
  }
  try {
    for (const [name, path] of Object.entries(pages)) {
      const page = await browser.context.newPage()
      let bytes = 0
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => (bytes += payload.length)))
      page.on('response', (response) => {
        if (response.url().endsWith('/graphql'))
          void response.body().then(
            (body) => (bytes += body.length),
            () => {},
          )
      })
      await page.goto(lab.url + path)
      await page.waitForLoadState('networkidle')
      await tick()
      await sleep(2_000)
      bytes = 0
      for (let i = 0; i < ticks; i++) {
        await tick()
        await sleep(1_000)
      }
      found.push([name, bytes / ticks])
      await page.close()
    }
  } finally {
    await browser.close()
  }
  const [page, most] = found.toSorted(([, a], [, b]) => b - a)[0]
  return [
    {
      what: `a tick of ${training} runs that train, most talkative page`,
      target: `≤ ${kilobytes(target)}`,
      measured: `${kilobytes(most)} (${page})`,
      met: most <= target,
      how: `Each of the ${training} runs logs one step of ${metrics.length} metrics a second; what the socket and the queries bring to the page in ${ticks} s, divided by ${ticks}: ${found.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(', ')}.`,
    },
  ]
}

async function startRuns({ url, project }: FilledLab): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < training; i++)
    ids.push(await createRun(url, project, { name: `training ${i}`, width: 64, seed: i }))
  await log(url, ids, 0)
  return ids
}

async function log(url: string, runs: readonly string[], step: number): Promise<void> {
  const batches = runs.map((runId) => ({
    runId,
    series: metrics.map((name) => ({ name, steps: [step], values: [Math.exp(-step / 10)] })),
  }))
  await ask(url, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', {
    input: { batches },
  })
}
