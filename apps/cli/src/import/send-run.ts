import type { TrackedRun, TrackedSeries } from '@mitoscope/formats'
import type { Connection } from '../remote/connect.ts'
import { createRun } from '../remote/choose-run.ts'
import type { PlannedRun } from './plan-import.ts'

export interface SentRun {
  readonly id: string
  /** False if an earlier import made the run. */
  readonly created: boolean
  readonly added: number
  /** Number of points that the server had, with the same value and with another one, which stays. */
  readonly equal: number
  readonly differing: number
  /** Number of points at negative steps, which have no place. */
  readonly leftOut: number
}

/** Most points and metrics of one request: with the longest numbers and names it is shorter than the 2 MiB that a server takes. */
const [batchPoints, batchSeries] = [25_000, 1_000]

/** Sends a run with a width, below its parent if that is there: creates it, or finds it again, adds the points that it lacks, and ends it as it ended. */
export async function sendRun(
  connection: Connection,
  { run, facts, tool, projectName, modelName, clientKey }: PlannedRun,
  parentId: string | undefined,
  onPoints: (sent: number) => void,
  signal: AbortSignal,
): Promise<SentRun> {
  const { width, seed, weightDecay, dataset } = facts
  const input = {
    projectName,
    modelName,
    dataset,
    width: width!,
    seed,
    weightDecay,
    clientKey,
    name: toName(run.name),
    config: run.config,
    tags: listTags(run),
    notes: describeOrigin(run, tool),
    group: toName(run.group),
    jobType: toName(run.jobType),
    environment: run.environment,
    ...(parentId !== undefined && { parent: { runId: parentId, kind: 'NESTED' as const } }),
  }
  const { id, created } = await createRun(connection, input, signal)
  const counts = { added: 0, equal: 0, differing: 0, leftOut: 0 }
  for (const { series, leftOut } of toBatches(run)) {
    counts.leftOut += leftOut
    if (series.length === 0) continue
    const { logMetrics } = await connection.ask<{ logMetrics: typeof counts }>(
      'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added equal differing } }',
      { input: { batches: [{ runId: id, series }] } },
      { signal, repeatable: true },
    )
    counts.added += logMetrics.added
    counts.equal += logMetrics.equal
    counts.differing += logMetrics.differing
    onPoints(series.reduce((sum, { steps }) => sum + steps.length, 0))
  }
  await finish(connection, id, run, signal)
  return { id, created, ...counts }
}

interface Columns extends Pick<TrackedSeries, 'steps' | 'values'> {
  readonly name: string
  /** Milliseconds since 1970; null for an unknown time. */
  readonly times?: readonly (number | null)[]
  readonly stepMetric?: string
}

/** Splits the metrics of a run into requests. */
function* toBatches({
  metrics,
  stepMetrics,
}: TrackedRun): Generator<{ readonly series: readonly Columns[]; readonly leftOut: number }> {
  let series: Columns[] = []
  let [count, leftOut] = [0, 0]
  for (const [name, { steps, values, times }] of metrics) {
    const kept = steps.flatMap((step, i) => (Number.isSafeInteger(step) && step >= 0 ? [i] : []))
    leftOut += steps.length - kept.length
    for (let from = 0; from < kept.length; from += batchPoints) {
      const places = kept.slice(from, from + batchPoints)
      if (count + places.length > batchPoints || series.length === batchSeries) {
        yield { series, leftOut }
        ;[series, count, leftOut] = [[], 0, 0]
      }
      series.push({
        name,
        steps: places.map((i) => steps[i]),
        values: places.map((i) => values[i]),
        ...(times && { times: places.map((i) => toMilliseconds(times[i])) }),
        ...(stepMetrics.has(name) && { stepMetric: stepMetrics.get(name) }),
      })
      count += places.length
    }
  }
  yield { series, leftOut }
}

/** Returns the time in milliseconds; null for one that no clock shows. */
function toMilliseconds(seconds: number): number | null {
  const time = Math.round(1_000 * seconds)
  return time >= 0 && time <= 8.64e15 ? time : null
}

/** Ends a run as its tool says it ended. One that may still run, or was killed, stays open until it is silent for a day. */
async function finish(
  connection: Connection,
  id: string,
  run: TrackedRun,
  signal: AbortSignal,
): Promise<void> {
  if (run.state === 'running') return
  const failed = run.state === 'failed'
  const input = failed ? { id, state: 'FAILED', reason: 'It failed where it was logged.' } : { id, state: 'FINISHED' } // prettier-ignore
  await connection.ask(
    'mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { id } } }',
    { input },
    { signal, repeatable: true },
  )
}

function toName(text: string | undefined): string | undefined {
  return text?.trim().slice(0, 200) || undefined
}

const [mostTags, tagLength] = [100, 100]

function listTags({ tags }: TrackedRun): string[] {
  return [...new Set(tags.map((tag) => tag.trim().slice(0, tagLength)).filter((tag) => tag !== ''))].slice(0, mostTags) // prettier-ignore
}

/** Describes where a run comes from, with what else its tool says of it from the beginning: a later import says the same. */
function describeOrigin({ id, path, group, jobType, parent, notes, startedAt }: TrackedRun, tool: string): string {
  const time = (seconds: number) => new Date(1000 * seconds).toISOString().slice(0, 19).replace('T', ' ')
  const facts = [
    `Imported from ${tool}: ${id === path ? path : `run ${id}`}`,
    group && `group ${group}`,
    jobType && `job type ${jobType}`,
    parent && `part of run ${parent}`,
    startedAt !== undefined && Number.isFinite(startedAt) && `begun ${time(startedAt)} UTC`,
  ].filter(Boolean)
  return [notes, `${facts.join(', ')}.`].filter(Boolean).join('\n\n')
} // prettier-ignore
