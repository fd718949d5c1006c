import { summarize, type SlimCurve, type SlimCurves } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findDiverged } from '../metrics/find-diverged.ts'
import { isOfSite } from '../representations/site.ts'
import { isNewestVersion } from '../runs/filter/newest-version.ts'
import { mayBeControl } from '../runs/may-be-control.ts'
import { validateJson } from '../../platform/rows/json-fields.ts'

export interface CompareInput {
  readonly measure: string
  /** Ids of the runs; without them, the other fields select the runs. */
  readonly runIds?: readonly string[] | null
  readonly sweepId?: string | null
  readonly modelId?: string | null
  /** Site of the representations; by default the last hidden layer, or the only site of each model. */
  readonly site?: string | null
  readonly widths?: readonly number[] | null
  /** Values of options; only analyses with these values are compared. */
  readonly options?: Readonly<Record<string, unknown>> | null
  /** True for every size of any result, false for the sizes that all results share. */
  readonly allSizes?: boolean | null
}

interface ComparedRun {
  readonly runId: string
  readonly analysisId: string
  readonly width: number
  readonly seed: number | null
  /** True if a loss of the run was not finite at its last step. */
  readonly diverged: boolean
  /** Mean curves over draws. */
  readonly curves: readonly AlignedCurve[]
}

interface ComparedWidth {
  readonly width: number
  /** Number of runs behind the curves. */
  readonly runs: number
  /** Number of runs left out because they diverged. */
  readonly diverged: number
  /** Number of control runs left out, because there are other runs. */
  readonly controls: number
  /** Mean curves over the means of the runs: each run counts once. */
  readonly curves: readonly AlignedCurve[]
}

/** Curves of one kind of several runs at the same chunk sizes. */
interface Comparison {
  readonly measure: string
  readonly sizes: readonly number[]
  readonly runs: readonly ComparedRun[]
  readonly widths: readonly ComparedWidth[]
}

const maxRuns = 500

/** Aligns the latest finished analyses of several runs. Leaves out runs without one. */
export async function compareAnalyses(lab: Lab, actor: Actor, input: CompareInput): Promise<Comparison> {
  const found = await findFinished(lab, actor, input)
  const results = found.map(({ result }) => result as SlimCurves)
  const sizes = listSizes(results, input.allSizes ?? false)
  const diverged = await findDiverged(lab, found.map(({ runId }) => runId)) // prettier-ignore
  const runs = found.map(({ runId, analysisId, width, seed }, i) => ({
    runId,
    analysisId,
    width,
    seed,
    diverged: diverged.has(runId),
    curves: results[i].curves.map((curve) => alignCurve(results[i].sizes, curve, sizes)),
  }))
  const known = new Map(found.map((run) => [run.analysisId, run]))
  const controls = new Set(found.filter(({ control }) => control).map(({ analysisId }) => analysisId))
  const widths = [...new Set(runs.map(({ width }) => width))].map((width) => {
    const own = runs.filter((run) => run.width === width)
    const isOrdinary = ({ analysisId }: ComparedRun) => !controls.has(analysisId)
    const counted = own.some(isOrdinary) ? own.filter(isOrdinary) : own
    const sound = newestOfSeeds(counted.filter((run) => !run.diverged).map((run) => known.get(run.analysisId)!)) // prettier-ignore
    const curves = summarizeRuns(
      own.filter(({ analysisId }) => sound.has(analysisId)),
      sizes,
    )
    const diverged = counted.filter((run) => run.diverged).length
    return { width, runs: sound.size, diverged, controls: own.length - counted.length, curves }
  })
  return { measure: input.measure, sizes, runs, widths }
}

type FoundRun = Awaited<ReturnType<typeof findFinished>>[number]

/** Returns the ids of the analyses of runs that stand for their seeds: of a seed that was sent twice the newest run. */
function newestOfSeeds(found: readonly FoundRun[]): Set<string> {
  const bySeed = new Map<string, FoundRun>()
  for (const run of found.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
    // Runs of unknown seed are networks of their own.
    const seed = run.seed ?? run.runId
    bySeed.set(JSON.stringify([run.modelId, run.width, run.weightDecay, seed]), run)
  }
  return new Set([...bySeed.values()].map(({ analysisId }) => analysisId))
}

function findFinished(lab: Lab, actor: Actor, input: CompareInput) {
  const { runIds, sweepId, modelId, widths, options, measure, site } = input
  let latest = lab.db
    .selectFrom('analysis as a')
    .innerJoin('trainingRun as r', 'r.id', 'a.runId')
    .innerJoin('representation as p', 'p.id', 'a.representationId')
    .distinctOn('a.runId')
    .select([
      'a.runId',
      'a.id as analysisId',
      'r.width',
      'r.seed',
      'r.weightDecay',
      'r.modelId',
      'r.createdAt',
    ])
    .select(['a.result', mayBeControl('r').as('control')])
    .where('a.measure', '=', measure)
    .where('a.state', '=', 'finished')
    .where('a.deletedAt', 'is', null)
    .where('r.deletedAt', 'is', null)
    .where('p.deletedAt', 'is', null)
    .where(isOfSite({ site: sql`p.site`, model: sql`r.model_id` }, site))
    .where(isNewestVersion(measure, { model: sql`r.model_id`, version: sql`a.version` }))
    .where(sql<boolean>`a.result ->> 'shape' = 'curves'`)
    .orderBy(sql`a.run_id, a.finished_at desc`)
  const readable = readableProjects(actor)
  if (readable) latest = latest.where(sql<boolean>`a.project_id = any(${readable}::uuid[])`)
  if (runIds) latest = latest.where(sql<boolean>`a.run_id = any(${runIds}::uuid[])`)
  if (typeof sweepId === 'string') latest = latest.where('r.sweepId', '=', sweepId)
  if (typeof modelId === 'string') latest = latest.where('r.modelId', '=', modelId)
  if (widths) latest = latest.where(sql<boolean>`r.width = any(${widths}::int[])`)
  if (options)
    latest = latest.where(sql<boolean>`a.options @> ${toJson(validateJson('options', options))}::jsonb`)
  return lab.db
    .selectFrom(latest.as('latest'))
    .selectAll()
    .orderBy(sql`width, seed nulls last, run_id`)
    .limit(maxRuns)
    .execute()
}

function summarizeRuns(runs: readonly ComparedRun[], sizes: readonly number[]): AlignedCurve[] {
  const ids = [...new Set(runs.flatMap(({ curves }) => curves.map(({ id }) => id)))]
  return ids.map((id) => {
    const curves = runs.flatMap((run) => run.curves.filter((curve) => curve.id === id))
    const over = sizes.map((_, i) => summarize(curves.map(({ mean }) => mean[i])))
    return {
      id,
      label: curves[0].label,
      mean: over.map(({ mean }) => mean),
      std: over.map(({ std }) => std),
      sem: over.map(({ std, n }) => (std === null ? null : std / Math.sqrt(n))),
      ci95: over.map(({ ci95 }) => ci95),
      n: over.map(({ n }) => n),
    }
  })
}

/** Curve at sizes that it shares with other curves; null, with n = 0, at sizes that it lacks. */
type AlignedCurve = SlimCurve

/**
 * Lists the chunk sizes of several results, ascending: the sizes common to all results if `all`, else those
 * of any.
 */
function listSizes(results: readonly SlimCurves[], all: boolean): number[] {
  const sizes = [...new Set(results.flatMap((result) => result.sizes))].toSorted((a, b) => a - b)
  return all ? sizes : sizes.filter((size) => results.every((result) => result.sizes.includes(size)))
}

function alignCurve(own: readonly number[], curve: SlimCurve, sizes: readonly number[]): AlignedCurve {
  const at = sizes.map((size) => own.indexOf(size))
  const pick = (values: readonly (number | null)[]) => at.map((i) => (i < 0 ? null : values[i]))
  const { id, label, mean, std, sem, ci95, n } = curve
  return {
    id,
    label,
    mean: pick(mean),
    std: pick(std),
    sem: pick(sem),
    ci95: pick(ci95),
    n: at.map((i) => (i < 0 ? 0 : n[i])),
  }
}
