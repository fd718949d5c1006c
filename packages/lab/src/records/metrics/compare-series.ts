import { summarize } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findRuns } from '../runs/find-runs.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { inSlices } from '../../platform/turns/in-slices.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import { arrayText } from './array-text.ts'
import { findDiverged } from './find-diverged.ts'
import { findSeries } from './find-series.ts'
import { clampCount, clipRange, type StepRange } from './series-request.ts'
import { selectSharedSteps } from './select-shared-steps.ts'

export interface CompareSeriesInput extends StepRange {
  readonly runIds: readonly string[]
  readonly name: string
  /** Largest number of steps: 500 by default, 10,000 at most. */
  readonly points?: number | null
}

/** One metric of several runs at the same steps, with its mean and spread over the runs. */
export interface ComparedSeries {
  readonly name: string
  readonly steps: readonly number[]
  /** True if there are more steps than returned. */
  readonly thinned: boolean
  /** Runs with the metric; one entry per step, null without a finite value. */
  readonly runs: readonly SeriesOfRun[]
  /** Means over the runs that did not diverge, like the lists below. */
  readonly mean: readonly (number | null)[]
  readonly std: readonly (number | null)[]
  readonly sem: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
  readonly n: readonly number[]
}

interface SeriesOfRun {
  readonly run: TrainingRun
  readonly values: readonly (number | null)[]
  /** True if a loss of the run, or this metric, was not finite at its last step. */
  readonly diverged: boolean
}

const maxRuns = 500
/** Values that are summed between two turns. */
const valuesPerTurn = 50_000

/** Aligns runs on common steps. Leaves out runs without the metric, and those the actor may not read. */
export async function compareSeries(
  lab: Lab,
  actor: Actor,
  input: CompareSeriesInput,
): Promise<ComparedSeries> {
  const ids = [...new Set(input.runIds)].slice(0, maxRuns)
  const runs = ids.length > 0 ? await findRuns(lab, actor, ids) : new Map<string, TrainingRun>()
  const found = await findSeries(lab, [...runs.keys()], input.name)
  const series = ids
    .flatMap((id) => found.get(id) ?? [])
    .flatMap((row) => {
      const range = clipRange(row, input)
      return range ? [{ row, range }] : []
    })
  const limit = clampCount(input.points, 500, 2, 10_000)
  const { steps, thinned } = await selectSharedSteps(lab, series, limit)
  const values = await selectValuesAt(
    lab,
    series.map(({ row }) => row.id),
    steps,
  )
  const diverged = await findDiverged(lab, [...runs.keys()])
  const compared = series.map(({ row }) => ({
    run: runs.get(row.runId)!,
    values: values.get(row.id)!,
    diverged: diverged.has(row.runId) || row.lastStep !== row.lastFiniteStep,
  }))
  const sound = compared.filter((run) => !run.diverged).map((run) => run.values)
  return {
    name: input.name,
    steps,
    thinned,
    runs: compared,
    ...spread(await summarizeSteps(sound, steps.length)),
  }
}

type Summary = ReturnType<typeof summarize>

async function summarizeSteps(
  columns: readonly (readonly (number | null)[])[],
  count: number,
): Promise<Summary[]> {
  const stepsAtOnce = Math.ceil(valuesPerTurn / Math.max(1, columns.length))
  const summaries: Summary[] = []
  for (let step = 0; step < count; step++) {
    if (step % stepsAtOnce === stepsAtOnce - 1) await takeTurn()
    summaries.push(summarize(columns.map((column) => column[step])))
  }
  return summaries
}

function spread(summaries: readonly Summary[]) {
  return {
    mean: summaries.map(({ mean }) => mean),
    std: summaries.map(({ std }) => std),
    sem: summaries.map(({ std, n }) => (std === null ? null : std / Math.sqrt(n))),
    ci95: summaries.map(({ ci95 }) => ci95),
    n: summaries.map(({ n }) => n),
  }
}

/** Values that one statement looks up one by one: the embedded database takes about 20 ms for them. */
const valuesPerStatement = 4_096

/** Returns the values of series at the given steps, in that order; null for steps without a value. */
async function selectValuesAt(
  lab: Lab,
  seriesIds: readonly number[],
  steps: readonly number[],
): Promise<Map<number, (number | null)[]>> {
  const columns = await inSlices(
    seriesIds,
    () => steps.length,
    valuesPerStatement,
    (slice) => selectValuesSlice(lab, slice, steps),
  )
  return new Map(columns)
}

type Column = readonly [seriesId: number, values: (number | null)[]]

async function selectValuesSlice(
  { db }: Lab,
  seriesIds: readonly number[],
  steps: readonly number[],
): Promise<Column[]> {
  if (steps.length === 0) return seriesIds.map((id) => [id, []])
  const { rows } = await sql<{ id: number; vals: string }>`
    select wanted.id, (
      select string_agg(coalesce(value::text, 'null'), ',' order by place)
      from unnest(${arrayText(steps)}::bigint[]) with ordinality as at (step, place)
      left join metric_point on metric_point.series_id = wanted.id and metric_point.step = at.step
    ) as vals
    from unnest(${arrayText(seriesIds)}::bigint[]) as wanted (id)`.execute(db)
  return rows.map(({ id, vals }) => [id, JSON.parse(`[${vals}]`) as (number | null)[]])
}
