import { ask } from '../../faults/api.ts'
import { describeTimes, quantile, time, type Figure } from './figure.ts'
import { logBody, writeBody } from './log-points.ts'
import { makeRun } from './make-run.ts'

const points = 1_000_000
const perRequest = 100_000
const most = 2_000
const target = 200
const query = `query ($run: ID!, $from: SafeInt, $to: SafeInt) { run(id: $run) { metric(name: "trainLoss") {
  points decimated(points: ${most}, fromStep: $from, toStep: $to) { decimated steps values }
} } }`

/** Reads a long series cut down to what can be drawn: the whole of it, and parts. */
export async function measureSeries(url: string): Promise<Figure[]> {
  const run = await makeRun(url, 'long')
  for (let from = 0; from < points; from += perRequest)
    await logBody(url, writeBody(run, ['trainLoss'], from, perRequest), perRequest)
  const whole = await readOften(url, 50, () => ({ run }))
  const parts = await readOften(url, 50, (i) => ({ run, from: i * 9_000, to: i * 9_000 + 500_000 }))
  const figure = (what: string, times: number[]): Figure => ({
    what,
    target: `≤ ${target} ms`,
    measured: describeTimes(times),
    met: quantile(times, 0.95) <= target,
  })
  return [
    {
      ...figure('a series of 1,000,000 points decimated to ≤ 2,000', whole),
      how: '50 times the whole series, with steps and values; then 50 windows of 500,000 steps.',
    },
    figure('a window of half of it, likewise', parts),
  ]
}

async function readOften(url: string, times: number, variables: (i: number) => object): Promise<number[]> {
  const all: number[] = []
  for (let i = -3; i < times; i++) {
    const [{ run }, took] = await time(() => ask(url, query, variables(Math.max(i, 0))))
    const { decimated, steps } = run.metric.decimated
    if (run.metric.points !== points || !decimated || steps.length > most || steps.length < most / 20)
      throw new Error(`${run.metric.points} points were answered with ${steps.length}`)
    if (i >= 0) all.push(took)
  }
  return all
}
