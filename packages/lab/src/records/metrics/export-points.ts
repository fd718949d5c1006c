import type { Actor } from '../access/actor.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findProject } from '../projects/find-projects.ts'
import { findRuns } from '../runs/find-runs.ts'
import { listRuns } from '../runs/list-runs.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import { findSeries, type MetricSeries } from './find-series.ts'
import type { PointColumns } from './metric-points.ts'
import { selectPointColumns } from './select-columns.ts'

export interface ExportRequest {
  /** Ids of runs, read in this order, before those of the project, newest first. */
  readonly runIds: readonly string[]
  readonly projectId?: string
  /** Names of metrics; all by default. */
  readonly names?: readonly string[]
}

/** Points of one series, exactly as logged; the parts of a series follow each other in the order of steps. */
export interface ExportedPoints extends PointColumns {
  readonly runId: string
  readonly name: string
}

const runsAtOnce = 50
const pointsAtOnce = 8_192

/**
 * Yields every metric point of runs, some thousands at a time: run by run, by the names of metrics. Calls
 * `currentActor` again after every few runs. Throws NOT_FOUND for a run or project that the actor may not
 * read, for named runs before the first point.
 */
export async function* exportPoints(
  lab: Lab,
  currentActor: () => Promise<Actor>,
  request: ExportRequest,
): AsyncGenerator<ExportedPoints> {
  await requireRuns(lab, await currentActor(), request.runIds)
  const seen = new Set<string>()
  for await (const page of listRunIdPages(lab, currentActor, request)) {
    const runIds = page.filter((id) => seen.size < seen.add(id).size)
    const found = await findSeries(lab, runIds)
    const series = runIds.flatMap((id) => found.get(id) ?? [])
    yield* streamSeries(
      lab,
      request.names ? series.filter(({ name }) => request.names!.includes(name)) : series,
    )
  }
}

async function* listRunIdPages(
  lab: Lab,
  currentActor: () => Promise<Actor>,
  { runIds, projectId }: ExportRequest,
): AsyncGenerator<readonly string[]> {
  for (let from = 0; from < runIds.length; from += runsAtOnce) {
    const page = runIds.slice(from, from + runsAtOnce)
    await requireRuns(lab, await currentActor(), page)
    yield page
  }
  if (projectId === undefined) return
  let after: string | undefined
  do {
    const actor = await currentActor()
    if (!(await findProject(lab, actor, projectId))) throw notFound('project', projectId)
    const page = await listRuns(lab, actor, { project: projectId }, { first: runsAtOnce, after })
    yield page.nodes.map(({ id }) => id)
    after = page.hasNextPage ? page.cursors.at(-1) : undefined
  } while (after !== undefined)
}

async function requireRuns(lab: Lab, actor: Actor, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return
  const found = await findRuns(lab, actor, runIds)
  const missing = runIds.find((id) => !found.has(id))
  if (missing !== undefined) throw notFound('run', missing)
}

async function* streamSeries(lab: Lab, series: readonly MetricSeries[]): AsyncGenerator<ExportedPoints> {
  for (let from = 0, to = 0; from < series.length; from = to) {
    let points = 0
    do points += series[to++].points
    while (to < series.length && points + series[to].points <= pointsAtOnce)
    yield* streamToEnd(lab, series.slice(from, to))
  }
}

async function* streamToEnd(lab: Lab, series: readonly MetricSeries[]): AsyncGenerator<ExportedPoints> {
  const columns = await selectPoints(
    lab,
    series.map((each) => ({ id: each.id, from: 0, timed: each.firstTime !== null })),
  )
  for (const [i, { id, runId, name, firstTime }] of series.entries()) {
    let part = columns[i]
    while (part.steps.length > 0) {
      yield { runId, name, ...part }
      if (part.steps.length < pointsAtOnce) break
      ;[part] = await selectPoints(lab, [{ id, from: part.steps.at(-1)! + 1, timed: firstTime !== null }])
    }
  }
}

async function selectPoints(
  { db }: Lab,
  parts: readonly { readonly id: number; readonly from: number; readonly timed: boolean }[],
): Promise<PointColumns[]> {
  await takeTurn()
  const to = Number.MAX_SAFE_INTEGER
  const requests = parts.map(({ id, from }) => ({ seriesId: id, from, to, limit: pointsAtOnce }))
  const columns = await selectPointColumns(
    db,
    requests.map((request) => ({ ...request, seriesRows: pointsAtOnce / parts.length })),
    parts.some(({ timed }) => timed),
  )
  return columns.map(([steps, values, times]) => ({
    steps: steps as number[],
    values,
    ...(times && { times }),
  }))
}
