import {
  findRuns,
  findSeries,
  listRuns,
  mayRead,
  selectBatch,
  type LabEvent,
  type SeriesPoints,
} from '@mitoscope/lab'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { toGlobalId } from '../global-id.ts'
import { MetricSeries } from './metric-series.type.ts'
import { withTimes, type LoggedPoints } from './metric-points.type.ts'
import type { MetricsChange } from './metrics-change.type.ts'

export interface MetricsWanted {
  readonly runIds: readonly string[]
  readonly projectId?: string
  readonly names?: readonly string[] | null
}

export const mostRuns = 500

/** Yields the present metrics of the runs, run by run, then every batch that is logged to them. */
export async function* followMetrics(context: Context, wanted: MetricsWanted): AsyncGenerator<MetricsChange> {
  const { lab, actor } = context
  const runIds = new Set(wanted.runIds)
  const changes = followEvents(context, ({ kind, id, projectId }) => {
    return (
      kind === 'metrics' && (runIds.has(id) || projectId === wanted.projectId) && mayRead(actor, projectId)
    )
  })
  const named = ({ name }: { name: string }) => !wanted.names || wanted.names.includes(name)
  const fetchState = async (ids: readonly string[]): Promise<MetricsChange[]> => {
    const runs = ids.length > 0 ? await findRuns(lab, actor, ids) : new Map()
    const found = await findSeries(lab, [...runs.keys()])
    return [...found].map(([id, records]) => ({
      runId: toGlobalId('TrainingRun', id),
      state: records.filter(named).map((record) => new MetricSeries(record)),
      logged: [],
    }))
  }
  const fetchAll = async () => {
    const { projectId } = wanted
    const own = projectId && (await listRuns(lab, actor, { project: projectId }, { first: mostRuns })).nodes
    return fetchState([...new Set([...runIds, ...(own || []).map(({ id }) => id)])])
  }
  yield* await fetchAll()
  for await (const { events, gap } of changes) {
    if (gap) {
      yield* await fetchAll()
      continue
    }
    for (const [id, batches] of groupByRun(events)) {
      const logged = await fetchLogged(context, batches)
      if (logged === undefined) yield* await fetchState([id])
      else if (logged.some(named))
        yield { runId: toGlobalId('TrainingRun', id), logged: logged.filter(named) }
    }
  }
}

function groupByRun(events: readonly LabEvent[]): Map<string, (number | undefined)[]> {
  const runs = new Map<string, (number | undefined)[]>()
  for (const { id, batch } of events) runs.set(id, [...(runs.get(id) ?? []), batch])
  return runs
}

/** Reads the points of logged batches; undefined if one is no longer kept, or if a change is not a batch. */
async function fetchLogged(
  { lab }: Context,
  batches: readonly (number | undefined)[],
): Promise<LoggedPoints[] | undefined> {
  const read = await Promise.all(batches.map((batch) => batch && selectBatch(lab, batch)))
  if (read.includes(undefined)) return undefined
  return read.flatMap((series) =>
    [...(series as SeriesPoints)].map(([name, columns]) => ({ name, ...withTimes(columns) })),
  )
}
