import { sql } from 'kysely'
import { readableProjects } from '../access/authorize.ts'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Quantities that determine the duration of an analysis. */
export interface AnalysisSize {
  /** Number of test rows of the representation. */
  readonly rows: number
  readonly width: number
  /** Number of draws; 1 for a measure without draws. */
  readonly draws: number
}

export interface Speed {
  /** Seconds of an analysis that do not depend on its size. */
  readonly overhead: number
  /** Units of work per second, apart from the overhead. */
  readonly workPerSecond: number
  /** Number of finished analyses behind the speed; 0 if the speed is assumed. */
  readonly from: number
}

/**
 * Speed of one core of a typical processor: the mean over the default sweep's measures at widths 16 to 1024,
 * measured on a processor that trains the sweep 4.5 times slower, and divided by 4.5.
 */
export const typicalSpeed: Speed = { overhead: 0.1, workPerSecond: 4.5e11, from: 0 }

/**
 * Seconds of work on a typical processor below which an analysis is mostly overhead and says nothing about
 * speed.
 */
const mostlyOverheadSeconds = 0.03

/** Width below which the passes over a chunk's outputs take longer than the products behind its Gram matrix. */
const passesWidth = 512

/**
 * Returns the work of an analysis: samples × draws × (width² for the products behind Gram matrices, plus some
 * widths for the passes over outputs).
 */
function workOf({ rows, width, draws }: AnalysisSize): number {
  return Math.max(1, rows) * Math.max(1, draws) * (width ** 2 + passesWidth * width)
}

/** Returns the number of draws of a measure with these options. */
export function drawsOf({ draws }: Readonly<Record<string, unknown>>): number {
  return typeof draws === 'number' ? draws : 1
}

/** Estimates the seconds of an analysis on one device. */
export function estimateSeconds(size: AnalysisSize, { overhead, workPerSecond }: Speed): number {
  return overhead + workOf(size) / workPerSecond
}

/**
 * Fits the speed to finished analyses. The median of the light ones gives the overhead; total work over total
 * time of the others gives the rest, so that large analyses count most.
 */
export function speedOf(finished: readonly (AnalysisSize & { readonly seconds: number })[]): Speed {
  const isMostlyOverhead = (size: AnalysisSize) =>
    workOf(size) < mostlyOverheadSeconds * typicalSpeed.workPerSecond
  const short = finished.filter(isMostlyOverhead).map(({ seconds }) => seconds)
  const overhead = short.length > 0 ? medianOf(short) : typicalSpeed.overhead
  const heavy = finished.filter((size) => !isMostlyOverhead(size))
  const work = heavy.reduce((sum, size) => sum + workOf(size), 0)
  // Where an analysis took less than the overhead, some of its time was work all the same.
  const time = heavy.reduce((sum, { seconds }) => sum + Math.max(seconds / 10, seconds - overhead), 0)
  const workPerSecond = heavy.length > 0 ? work / time : typicalSpeed.workPerSecond
  return { overhead, workPerSecond, from: finished.length }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}

const latest = 50

/**
 * Returns the recent speed of the lab for each measure, from analyses the actor may read; leaves out measures
 * without any.
 */
export async function findSpeeds(
  lab: Lab,
  actor: Actor,
  measures: readonly string[],
): Promise<Map<string, Speed>> {
  const readable = readableProjects(actor)
  const mine = readable ? sql`analysis.project_id = any(${[...readable]}::uuid[])` : sql`true`
  const { rows } = await sql<AnalysisSize & { measure: string; seconds: number }>`
    select asked.measure, past.* from unnest(${[...new Set(measures)]}::text[]) as asked (measure)
    cross join lateral (
      select extract(epoch from finished_at - started_at)::float8 as seconds, representation.test_rows as rows,
        representation.width, coalesce((analysis.options ->> 'draws')::float8, 1) as draws
      from analysis join representation on representation.id = analysis.representation_id
      where analysis.measure = asked.measure and analysis.state = 'finished' and ${mine}
        and analysis.finished_at > analysis.started_at
      order by analysis.finished_at desc limit ${latest}
    ) as past`.execute(lab.db)
  const speeds = new Map<string, Speed>()
  for (const measure of new Set(rows.map((row) => row.measure)))
    speeds.set(measure, speedOf(rows.filter((row) => row.measure === measure)))
  return speeds
}
