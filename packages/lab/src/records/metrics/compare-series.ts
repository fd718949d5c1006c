import { summarize } from '@mitoscope/analysis'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findRuns } from '../runs/find-runs.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import { alignOnAxis } from './axes/align-on-axis.ts'
import { chooseSharedAxis, type AxisChoice, type ChosenAxis } from './axes/axis.ts'
import { findDiverged } from './find-diverged.ts'
import { findSeries } from './find-series.ts'
import { selectAtSteps } from './axes/select-at-steps.ts'
import { clampCount, clipRange, type StepRange } from './series-request.ts'
import { selectSharedSteps, type SeriesPart } from './select-shared-steps.ts'

export interface CompareSeriesInput extends AxisChoice, StepRange {
  readonly runIds: readonly string[]
  readonly name: string
  /** Largest number of steps: 500 by default, 10,000 at most. */
  readonly points?: number | null
}

/** One metric of several runs at the same places of an axis, with its mean and spread over the runs. */
export interface ComparedSeries {
  readonly name: string
  readonly axis: ChosenAxis['axis']
  readonly axisMetric: string | null
  /** Places on the axis, ascending. */
  readonly x: readonly number[]
  /** Steps; none for another axis than the step. */
  readonly steps: readonly number[]
  /** True if there are more places than returned. */
  readonly thinned: boolean
  /** Runs with the metric; one entry per place, null without a finite value. */
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

/** Aligns runs on common places of an axis, by default the step. Leaves out runs without the metric, and those the actor may not read. */
export async function compareSeries(
  lab: Lab,
  actor: Actor,
  input: CompareSeriesInput,
): Promise<ComparedSeries> {
  const axis = chooseSharedAxis(input, input.name)
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
  const isStep = axis.axis === 'step'
  const { x, thinned, values } = await (isStep
    ? alignOnSteps(lab, series, limit)
    : alignOnAxis(lab, series, axis, limit))
  const diverged = await findDiverged(lab, [...runs.keys()])
  const compared = series.map(({ row }, i) => ({
    run: runs.get(row.runId)!,
    values: values[i],
    diverged: diverged.has(row.runId) || row.lastStep !== row.lastFiniteStep,
  }))
  const sound = compared.filter((run) => !run.diverged).map((run) => run.values)
  return {
    name: input.name,
    ...axis,
    x,
    steps: isStep ? x : [],
    thinned,
    runs: compared,
    ...spread(await summarizeSteps(sound, x.length)),
  }
}

async function alignOnSteps(lab: Lab, series: readonly SeriesPart[], limit: number) {
  const { steps, thinned } = await selectSharedSteps(lab, series, limit)
  const wanted = series.map(({ row }) => ({ seriesId: row.id, steps }))
  return { x: steps, thinned, values: await selectAtSteps(lab, wanted, 'value') }
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
