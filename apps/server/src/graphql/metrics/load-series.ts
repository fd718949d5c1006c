import {
  chooseAxis,
  decimateSeries,
  findDiverged,
  findBranchSeries,
  findSeries,
  listPoints,
  readOverAxis,
  selectAtSteps,
  type DecimateRequest,
  type MetricSeries as SeriesRecord,
  type OverAxisRequest,
  type PointsRequest,
} from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { toDecimated, type DecimatedSeries } from './decimated-series.type.ts'
import { withTimes, type MetricPointsPage } from './metric-points.type.ts'
import { MetricSeries } from './metric-series.type.ts'
import type { OverArgs, SeriesOverAxis } from './over-axis.types.ts'
import type { DecimatedArgs, ValuesArgs } from './series.args.ts'

/** Loads the series of a run, in a batch with those of other runs. */
export async function loadSeriesOf(context: Context, runId: string): Promise<MetricSeries[]> {
  return ((await loadOne(context, fetchSeries, runId)) ?? []).map((record) => new MetricSeries(record))
}

/** True if a loss of the run is not finite at its last step; read in a batch with other runs. */
export async function hasDiverged(context: Context, runId: string): Promise<boolean> {
  return (await loadOne(context, fetchDiverged, runId)) ?? false
}

/** Loads the series of a branch, in a batch with those of other branches. */
export async function loadSeriesOfBranch(context: Context, branchId: string): Promise<MetricSeries[]> {
  return ((await loadOne(context, fetchBranchSeries, branchId)) ?? []).map(
    (record) => new MetricSeries(record),
  )
}

export async function loadDecimated(
  context: Context,
  { id, points, firstStep, lastStep }: SeriesRecord,
  { points: most, fromStep, toStep }: DecimatedArgs,
): Promise<DecimatedSeries> {
  const series = { id, points, firstStep, lastStep }
  const request: DecimateRequest = { series, points: most, fromStep, toStep }
  return toDecimated((await loadOne(context, fetchDecimated, JSON.stringify(request)))!, id)
}

export async function loadOverAxis(
  context: Context,
  series: SeriesRecord,
  { points, fromStep, toStep, axis, axisMetric }: OverArgs,
): Promise<SeriesOverAxis> {
  const request: OverAxisRequest = { series, points, fromStep, toStep, axis, axisMetric }
  // What the choice lacks concerns one series of many: it must not reach those that are read with it.
  chooseAxis(request, series)
  return (await loadOne(context, fetchOverAxis, JSON.stringify(request)))!
}

/** Loads the times of points of a series, in a batch with those of others. */
export async function loadTimes(
  context: Context,
  seriesId: number,
  steps: readonly number[],
): Promise<(number | null)[]> {
  return (await loadOne(context, fetchTimes, JSON.stringify({ seriesId, steps })))!
}

export async function loadValues(
  context: Context,
  { id, points, firstTime }: SeriesRecord,
  { first, after, fromStep, toStep }: ValuesArgs,
): Promise<MetricPointsPage> {
  const isTimed = firstTime !== null
  const request: PointsRequest = {
    series: { id, points },
    first,
    after,
    fromStep,
    toStep,
    withTimes: isTimed,
  }
  return withTimes((await loadOne(context, fetchValues, JSON.stringify(request)))!)
}

async function fetchDiverged({ lab }: Context, runIds: readonly string[]) {
  const diverged = await findDiverged(lab, runIds)
  return new Map(runIds.map((id) => [id, diverged.has(id)]))
}

function fetchSeries({ lab }: Context, runIds: readonly string[]) {
  return findSeries(lab, runIds)
}

function fetchBranchSeries({ lab }: Context, branchIds: readonly string[]) {
  return findBranchSeries(lab, branchIds)
}

async function fetchDecimated({ lab }: Context, keys: readonly string[]) {
  const found = await decimateSeries(
    lab,
    keys.map((key) => JSON.parse(key)),
  )
  return new Map(keys.map((key, i) => [key, found[i]]))
}

async function fetchOverAxis({ lab }: Context, keys: readonly string[]) {
  const found = await readOverAxis(
    lab,
    keys.map((key) => JSON.parse(key)),
  )
  return new Map(keys.map((key, i) => [key, found[i]]))
}

async function fetchTimes({ lab }: Context, keys: readonly string[]) {
  const found = await selectAtSteps(
    lab,
    keys.map((key) => JSON.parse(key)),
    'time',
  )
  return new Map(keys.map((key, i) => [key, found[i]]))
}

async function fetchValues({ lab }: Context, keys: readonly string[]) {
  const found = await listPoints(
    lab,
    keys.map((key) => JSON.parse(key)),
  )
  return new Map(keys.map((key, i) => [key, found[i]]))
}
