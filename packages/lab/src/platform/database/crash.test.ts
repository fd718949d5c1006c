import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openLab } from '../../open-lab.ts'
import { findSeries } from '../../records/metrics/find-series.ts'
import { listPoints } from '../../records/metrics/list-points.ts'

const script = fileURLToPath(new URL('testing/log-until-killed.ts', import.meta.url))

/** Starts a process that logs, kills it after it has acknowledged a number of steps, and returns them. */
async function logAndKill(folder: string, steps: number, runId?: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, ...(runId ? [runId] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: number[] = []
  let run: string | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    if (run === undefined) run = line
    else acknowledged.push(Number(line))
    if (acknowledged.length >= steps) child.kill('SIGKILL')
  }
  return { runId: run!, acknowledged }
}

// A machine that is busy with other tests may take minutes to start two processes.
test('a process that is killed loses nothing acknowledged, and the next opens its folder as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  const acknowledged: number[] = []
  let runId: string | undefined
  for (const steps of [1, 20]) {
    const round = await logAndKill(folder, steps, runId)
    runId = round.runId
    acknowledged.push(...round.acknowledged)
  }
  const lab = await openLab({ folder })
  const series = (await findSeries(lab, [runId!])).get(runId!)!
  expect(series.map(({ name }) => name)).toEqual(['error', 'loss'])
  const pages = await listPoints(
    lab,
    series.map((each) => ({ series: each, first: 10_000 })),
  )
  for (const [i, { steps, values }] of pages.entries()) {
    // At most the batch that was under way at each kill is there beside those acknowledged.
    expect(steps).toEqual(expect.arrayContaining(acknowledged))
    expect(steps.length).toBeLessThanOrEqual(acknowledged.length + 2)
    expect(values).toEqual(steps.map(Math.sin))
    expect(series[i]).toMatchObject({ points: steps.length, lastStep: steps.at(-1), last: values.at(-1) })
  }
  await lab.close()
  await rm(folder, { recursive: true })
}, 600_000)
