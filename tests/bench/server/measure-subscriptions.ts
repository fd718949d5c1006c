import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { describeTimes, quantile, type Figure } from './figure.ts'
import { logBody, writeBody } from './log-points.ts'
import { makeRun } from './make-run.ts'

const subscribers = 100
const batches = 50
const pause = 250
const target = 200
const query = `subscription ($run: ID!) { metricsLogged(runIds: [$run]) {
  runId state { name points } logged { name steps values }
} }`

/** Measures the time from sending a batch of metrics until each subscriber has it. */
export async function measureSubscriptions(url: string): Promise<Figure[]> {
  const run = await makeRun(url, 'followed')
  await logBody(url, writeBody(run, ['loss'], 0, 10), 10)
  const sentAt: number[] = []
  const times: number[] = []
  let states = 0
  let failure: unknown
  const clients = Array.from({ length: subscribers }, () => {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: true,
    })
    client.subscribe<{ metricsLogged: { state: unknown; logged: { steps: number[] }[] } }>(
      { query, variables: { run } },
      {
        next({ data, errors }) {
          const at = performance.now()
          if (!data) return void (failure = errors)
          const { state, logged } = data.metricsLogged
          if (state) states++
          // Several batches may come in one message.
          for (const { steps } of logged)
            for (const step of steps) if (step % 10 === 0) times.push(at - sentAt[step / 10])
        },
        error: (error) => void (failure = error),
        complete: () => {},
      },
    )
    return client
  })
  await until(() => states === subscribers)
  for (let batch = 1; batch <= batches; batch++) {
    const body = writeBody(run, ['loss'], batch * 10, 10)
    sentAt[batch] = performance.now()
    await logBody(url, body, 10)
    await sleep(pause)
  }
  await until(() => times.length >= subscribers * batches)
  for (const client of clients) await client.dispose()
  return [
    {
      what: `subscription latency, ${subscribers} subscribers`,
      target: `p95 ≤ ${target} ms`,
      measured: describeTimes(times),
      met: quantile(times, 0.95) <= target,
      how: `From logMetrics sent to the change received, over ${times.length.toLocaleString('en')} changes: ${subscribers} sockets of graphql-ws on one run, ${batches} batches of 10 points, one every ${pause} ms after the answer to the one before.`,
    },
  ]

  async function until(condition: () => boolean): Promise<void> {
    for (let i = 0; !condition(); i++) {
      if (failure || i > 12_000) throw new Error(`The subscribers wait in vain: ${JSON.stringify(failure)}`)
      await sleep(5)
    }
  }
}
