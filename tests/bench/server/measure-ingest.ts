import { time, type Figure } from './figure.ts'
import { logBody, writeBody } from './log-points.ts'
import { makeRun } from './make-run.ts'

const clients = 4
const names = ['trainLoss', 'trainError', 'testLoss', 'testError']
const target = 20_000

/** Points that several clients at once get written, each to a run of its own. */
export async function measureIngest(url: string): Promise<Figure[]> {
  const large = await measure(url, 'large', 10, 2_500)
  const small = await measure(url, 'small', 50, 25)
  return [
    {
      what: 'metrics ingested, 10,000 points a request',
      target: `≥ ${count(target)} points/s`,
      measured: `${count(large)} points/s`,
      met: large >= target,
      how: `${clients} clients at once, each with a run of its own, 4 metrics as columns by logMetrics; the requests are written before the clock starts.`,
    },
    { what: 'metrics ingested, 100 points a request', target: '', measured: `${count(small)} points/s` },
  ]
}

async function measure(url: string, name: string, requests: number, steps: number): Promise<number> {
  const points = steps * names.length
  const bodies = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const runId = await makeRun(url, `${name} ${client}`)
      // The first, and as many as warm it up, before the clock starts.
      return Array.from({ length: requests + 2 }, (__, i) => writeBody(runId, names, i * steps, steps))
    }),
  )
  const sendAll = (from: number, to: number) =>
    Promise.all(
      bodies.map(async (own) => {
        for (const body of own.slice(from, to)) await logBody(url, body, points)
      }),
    )
  await sendAll(0, 2)
  const [, took] = await time(() => sendAll(2, requests + 2))
  return (clients * requests * points) / (took / 1_000)
}

const count = (value: number) => Math.round(value).toLocaleString('en')
