/** Logs metrics into the lab of a folder, and prints each acknowledged step, until the process is killed. */
import { randomUUID } from 'node:crypto'
import { localActor } from '../../../records/access/actor.ts'
import { openLab } from '../../../open-lab.ts'
import { logMetrics } from '../../../records/metrics/log-metrics.ts'
import { makeRun } from '../../../records/metrics/testing/make-run.ts'

const [folder, known] = process.argv.slice(2)
const lab = await openLab({ folder })
const runId = known ?? (await makeRun(lab)).runId
process.stdout.write(`${runId}\n`)
const { last } = await lab.db
  .selectFrom('metricPoint')
  .select((eb) => eb.fn.max('step').as('last'))
  .executeTakeFirstOrThrow()
for (let step = Number(last ?? -1) + 1; ; step++) {
  const points = ['loss', 'error'].map((name) => ({ name, step, value: Math.sin(step) }))
  await logMetrics(lab, localActor, [{ runId, key: randomUUID(), points }])
  process.stdout.write(`${step}\n`)
}
