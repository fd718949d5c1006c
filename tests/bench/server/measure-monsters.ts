import { setTimeout as sleep } from 'node:timers/promises'
import { openLab } from '@mitoscope/lab'
import { toGlobalId } from '@mitoscope/server'
import { quantile, milliseconds, time, type Figure } from './figure.ts'
import { seededMetrics, seededPoints, seedSeries } from './seed-series.ts'
import { serve } from './serve.ts'

const runs = 200
const together = 8
const target = 250

interface Monster {
  readonly what: string
  readonly query: string
  readonly variables?: object
  /** Bytes that its answer has at least, so that one that was refused is not taken for a fast one. */
  readonly bytes: number
}

/** Measures /readyz while several heavy queries are answered at once, for each of three shapes of query. */
export async function measureMonsters(folder: string): Promise<Figure[]> {
  const lab = await openLab({ folder })
  const { runIds } = await seedSeries(lab, runs)
  await lab.close()
  const server = await serve(folder)
  try {
    const figures: Figure[] = []
    for (const monster of describeMonsters(runIds.map((id) => toGlobalId('TrainingRun', id))))
      figures.push(...(await measureOne(server.url, monster)))
    return figures
  } finally {
    await server.end('SIGTERM')
  }
}

function describeMonsters(runIds: readonly string[]): Monster[] {
  const series = seededMetrics.slice(0, 3).map(
    (name, i) => `s${i}: metricSeries(name: "${name}", runIds: $runIds, points: 1000) { steps runs { values } mean std ci95 }`, // prettier-ignore
  )
  const conditions = seededMetrics.flatMap((name) => [
    `${name}Min: runs(first: 1, filter: { metrics: [{ name: "${name}", min: { lt: 0.5 } }] }) { totalCount }`,
    `${name}Last: runs(first: 1, filter: { metrics: [{ name: "${name}", last: { gt: -0.5 } }] }) { totalCount }`,
  ])
  return [
    {
      what: `read every point of ${runs} runs`,
      query: `{ runs(first: ${runs}) { nodes { id metrics { name values { steps values } } } } }`,
      bytes: 1e6,
    },
    {
      what: `put three metrics of ${runs} runs side by side`,
      query: `query ($runIds: [ID!]!) { ${series.join(' ')} }`,
      variables: { runIds },
      bytes: 1e6,
    },
    {
      what: `filter ${runs} runs by eight conditions on metrics`,
      query: `{ ${conditions.join(' ')} }`,
      bytes: 100,
    },
  ]
}

async function measureOne(url: string, monster: Monster): Promise<Figure[]> {
  await ask(url, monster)
  const alone = (await time(() => ask(url, monster)))[1]
  let done = false
  const times: number[] = []
  const probe = (async () => {
    while (!done) {
      times.push((await time(async () => (await fetch(`${url}/readyz`)).text()))[1])
      await sleep(20)
    }
  })()
  const from = performance.now()
  try {
    // Repeat for long enough to measure other requests meanwhile.
    do await Promise.all(Array.from({ length: together }, () => ask(url, monster)))
    while (performance.now() - from < 5_000)
  } finally {
    done = true
    await probe
  }
  const took = performance.now() - from
  const p99 = quantile(times, 0.99)
  return [
    {
      what: `/readyz while ${together} queries ${monster.what}`,
      target: `p99 ≤ ${target} ms`,
      measured: `p50 ${milliseconds(quantile(times, 0.5))}, p99 ${milliseconds(p99)}`,
      met: p99 <= target,
      how: `${times.length} times, one after the other with 20 ms between, over ${(took / 1_000).toFixed(1)} s. The runs have ${seededMetrics.length} metrics of ${seededPoints} points each. One such query alone takes ${(alone / 1_000).toFixed(2)} s.`,
    },
  ]
}

async function ask(url: string, { query, variables, bytes }: Monster): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  if (response.status !== 200 || text.length < bytes || text.includes('"errors"'))
    throw new Error(`${response.status}: ${text.slice(0, 300)}`)
}
