import { sql } from 'kysely'
import { readableProjects } from '../access/authorize.ts'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'

/** What the duration of an analysis grows with. */
export interface AnalysisSize {
  /** Test samples of the representation. */
  readonly rows: number
  readonly width: number
  /** 1 for a measure that draws nothing. */
  readonly draws: number
}

export interface Speed {
  /** Seconds of an analysis that do not grow with it. */
  readonly overhead: number
  /** Units of work per second, beside the overhead. */
  readonly workPerSecond: number
  /** From how many finished analyses it is known; 0 where it is supposed. */
  readonly from: number
}

/**
 * One core of a usual processor: the mean of the default sweep's measures at widths 16 to 1024, on a processor that
 * trains the sweep in 4.5 times the usual time, divided by these 4.5.
 */
export const usualSpeed: Speed = { overhead: 0.1, workPerSecond: 4.5e11, from: 0 }

/** Seconds of work on a usual processor below which an analysis is overhead, and tells nothing of the speed. */
const light = 0.03

/** Width below which the passes over a chunk's outputs take longer than the products behind its Gram matrix. */
const passes = 512

/** Samples × draws × (width² for the products behind Gram matrices, and some widths for the passes over outputs). */
function workOf({ rows, width, draws }: AnalysisSize): number {
  return Math.max(1, rows) * Math.max(1, draws) * (width ** 2 + passes * width)
}

/** Draws of a measure with these options. */
export function drawsOf({ draws }: Readonly<Record<string, unknown>>): number {
  return typeof draws === 'number' ? draws : 1
}

/** Seconds of one device. */
export function estimateSeconds(size: AnalysisSize, { overhead, workPerSecond }: Speed): number {
  return overhead + workOf(size) / workPerSecond
}

/**
 * The speed behind finished analyses. Light ones tell the overhead, by their median; the others the speed beside it, by
 * work and time of all together, so that large ones count most.
 */
export function speedOf(finished: readonly (AnalysisSize & { readonly seconds: number })[]): Speed {
  const isLight = (size: AnalysisSize) => workOf(size) < light * usualSpeed.workPerSecond
  const short = finished.filter(isLight).map(({ seconds }) => seconds)
  const overhead = short.length > 0 ? medianOf(short) : usualSpeed.overhead
  const heavy = finished.filter((size) => !isLight(size))
  const work = heavy.reduce((sum, size) => sum + workOf(size), 0)
  // Where an analysis took less than the overhead, some of its time was work all the same.
  const time = heavy.reduce((sum, { seconds }) => sum + Math.max(seconds / 10, seconds - overhead), 0)
  const workPerSecond = heavy.length > 0 ? work / time : usualSpeed.workPerSecond
  return { overhead, workPerSecond, from: finished.length }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}

const latest = 50

/** How fast the lab answered each of these measures lately, as far as the actor may know; those it never did are left out. */
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
