import { fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../../faults/api.ts'
import { describeTimes, quantile, time, type Figure } from './figure.ts'

const target = 100
const attackers = 6
const asked = 200
const query = '{ projects(first: 5) { nodes { id name } } }'

/** Measures how long others wait for a small query while a stranger attacks. */
export async function measureAttacks(url: string): Promise<Figure[]> {
  const alone = await askOften(url)
  const child = fork(join(import.meta.dirname, 'attack-process.ts'), [url, String(attackers)])
  await sleep(3_000)
  const meanwhile = await askOften(url)
  const report = await new Promise<{ sent: number; statuses: object }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as never)).once('error', reject)
    child.send('end')
  })
  return [
    {
      what: `a small query while a stranger attacks on ${attackers} connections`,
      target: `p95 ≤ ${target} ms`,
      measured: `${describeTimes(meanwhile)} (alone: ${describeTimes(alone)})`,
      met: quantile(meanwhile, 0.95) <= target,
      how: `${asked} queries one after the other for projects, against ${report.sent} requests too deep, with too many aliases, fields, fragments, variables or ids, batches, pages too long, bodies too large, archives that swell, and JSON that is none, from a process of its own. They were answered with ${describe(report.statuses)}. Without accounts, so that they get as far as the limits; with accounts a stranger gets 401 before its body is read.`,
    },
  ]
}

async function askOften(url: string): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < asked; i++) {
    const [, took] = await time(() => ask(url, query))
    times.push(took)
    await sleep(20)
  }
  return times
}

const describe = (statuses: object) =>
  Object.entries(statuses)
    .map(([status, count]) => `${status} (${count}×)`)
    .join(', ')
