import { localActor, logMetrics, type Lab } from '@mitoscope/lab'
import { makeRun } from '@mitoscope/lab/testing'

/** Metrics of each of the runs that seedSeries makes, and points of each metric. */
export const seededMetrics = ['trainLoss', 'testLoss', 'trainError', 'testError'] as const
export const seededPoints = 1_000

/**
 * Creates `count` runs of one project, each with four metrics of 1,000 points; returns the ids of project
 * and runs.
 */
export async function seedSeries(
  lab: Lab,
  count: number,
): Promise<{ projectId: string; runIds: readonly string[] }> {
  const { runId: first, projectId } = await makeRun(lab)
  const runIds = [first]
  while (runIds.length < count) runIds.push((await makeRun(lab, projectId)).runId)
  const steps = Array.from({ length: seededPoints }, (_, i) => i)
  for (const [place, runId] of runIds.entries()) {
    const series = seededMetrics.map((name, i) => ({
      name,
      steps,
      values: steps.map((step) => Math.exp(-step / (100 + place)) + 0.1 * Math.sin(step * (i + 1.7))),
    }))
    await logMetrics(lab, localActor, [{ runId, series }])
  }
  return { projectId, runIds }
}
