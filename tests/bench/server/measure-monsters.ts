import { setTimeout as sleep } from 'node:timers/promises'
import { openLab } from '@mitoscope/lab'
import { quantile, milliseconds, time, type Figure } from './figure.ts'
import { seededMetrics, seededPoints, seedSeries } from './seed-series.ts'
import { serve } from './serve.ts'

const runs = 200
const together = 8
const target = 250
const query = `{ runs(first: ${runs}) { nodes { id metrics { name values { steps values } } } } }`

/** Measures /readyz while several queries read every point of many runs. */
export async function measureMonsters(folder: string): Promise<Figure[]> {
  const lab = await openLab({ folder })
  await seedSeries(lab, runs)
  await lab.close()
  const server = await serve(folder)
  try {
    await readAll(server.url)
    const alone = (await time(() => readAll(server.url)))[1]
    let done = false
    const times: number[] = []
    const probe = (async () => {
      while (!done) {
        times.push((await time(async () => (await fetch(`${server.url}/readyz`)).text()))[1])
        await sleep(20)
      }
    })()
    const [, took] = await time(() =>
      Promise.all(Array.from({ length: together }, () => readAll(server.url))),
    )
    done = true
    await probe
    const p99 = quantile(times, 0.99)
    return [
      {
        what: `/readyz while ${together} queries read every point of ${runs} runs`,
        target: `p99 ≤ ${target} ms`,
        measured: `p50 ${milliseconds(quantile(times, 0.5))}, p99 ${milliseconds(p99)}`,
        met: p99 <= target,
        how: `${times.length} times, one after the other with 20 ms between. Each query reads ${seededMetrics.length} metrics of ${seededPoints} points of ${runs} runs, ${runs * seededMetrics.length * seededPoints} points with their steps.`,
      },
      {
        what: 'one such query, and all of them together',
        target: '',
        measured: `${(alone / 1_000).toFixed(1)} s, ${(took / 1_000).toFixed(1)} s`,
      },
    ]
  } finally {
    await server.end('SIGTERM')
  }
}

async function readAll(url: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await response.text()
  if (response.status !== 200 || text.length < 1e6)
    throw new Error(`${response.status}: ${text.slice(0, 300)}`)
}
