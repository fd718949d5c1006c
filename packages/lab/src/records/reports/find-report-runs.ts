import type { DivergedRun } from '@mitoscope/analysis'
import { kindOfControl, type ControlSettings } from '@mitoscope/training'
import { sql } from 'kysely'
import type { JsonObject } from '../../platform/database/column-types.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { ReportSettings } from '../../platform/database/tables.ts'
import { endedNotFinite, hasDiverged } from '../metrics/find-diverged.ts'
import { isOfSite, lastHidden } from '../representations/site.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { mayBeControl } from '../runs/may-be-control.ts'
import { logitsQuestion, summaryQuestion } from './report-settings.ts'

/** Finished run with a representation that a report includes, and its known results. */
export interface ReportTaskRun {
  readonly facts: {
    readonly runId: string
    readonly name: string
    readonly seed: number
    readonly weightDecay: number
    readonly testError: number | null
    readonly trainError: number | null
    readonly interpolationEpoch: number | null
    /** Epoch of the representation. */
    readonly epoch: number | null
    readonly control: string
  }
  /** Training error after the epoch of the representation; null if it was not measured. */
  readonly trainErrorThen: number | null
  readonly representationId: string
  readonly fileName: string
  readonly blobHash: string
  readonly question: string
  /** True if the summary holds residuals against independent noise: of the widest regularised runs, which that claim is judged by. */
  readonly withNoise: boolean
  /** Blob of the run's summary, if there is one. */
  readonly summary?: string
  readonly logitsQuestion: string
  /** Blob of the run's logits on the test inputs, if there is one. */
  readonly logits?: string
}

export interface ReportRuns {
  /** Site of the representations. */
  readonly site: string
  /** Every run with its last representation. */
  readonly runs: readonly ReportTaskRun[]
  /** Earlier epochs of these runs, if they are represented. */
  readonly epochs: readonly ReportTaskRun[]
  /** Runs left out because they diverged. */
  readonly diverged: readonly DivergedRun[]
}

/**
 * Finds a sweep's finished runs with their representations, and the control runs of its model for comparison,
 * unless the sweep itself is a control. Leaves out runs without a representation.
 */
export async function findReportRuns(
  db: Queries,
  sweepId: string,
  settings: ReportSettings,
): Promise<ReportRuns> {
  const last = (name: string) =>
    sql<number | null>`(select s.last from metric_series s where s.run_id = r.id and s.name = ${name}
      and not ${endedNotFinite('s')})`
  const trainErrorThen = sql<number | null>`(select point.value from metric_series s
      join metric_point point on point.series_id = s.id and point.step = p.epoch
      where s.run_id = r.id and s.name = 'trainError')`
  const rows = await db
    .selectFrom('trainingRun as r')
    .innerJoin('representation as p', 'p.runId', 'r.id')
    .innerJoin('sweep as w', (join) => join.on('w.id', '=', sweepId))
    .select(['r.id as runId', 'r.name', 'r.seed', 'r.weightDecay', 'r.interpolationEpoch', 'r.sweepId'])
    .select(['p.id as representationId', 'p.fileName', 'p.blobHash', 'p.inputHash', 'p.epoch', 'r.width'])
    .select(['p.site', 'p.width as neurons'])
    .select([last('testError').as('testError'), last('trainError').as('trainError')])
    .select([trainErrorThen.as('trainErrorThen'), 'r.config'])
    .where(
      sql<boolean>`(r.sweep_id = w.id or (r.model_id = w.model_id and ${mayBeControl('r')}
        and not ${mayBeControl('w')}))`,
    )
    .where(isOfSite({ site: sql`p.site`, model: sql`r.model_id` }, settings.site))
    .where('r.state', '=', 'finished')
    .where(sql<boolean>`not ${hasDiverged('r')}`)
    .where('r.deletedAt', 'is', null)
    .where('p.deletedAt', 'is', null)
    .orderBy(sql`r.id, p.epoch desc nulls first, p.created_at desc`)
    .execute()
  const diverged = await findDivergedRuns(db, sweepId)
  const site = rows.at(0)?.site ?? settings.site ?? lastHidden
  if (rows.length === 0) return { site, runs: [], epochs: [], diverged }
  requireOwnWidths(site, rows)
  const widest = Math.max(...rows.filter((row) => row.sweepId === sweepId).map(({ width }) => width))
  // The first of a run's rows is of its last epoch.
  const ended = new Set(rows.filter(({ runId }, i) => rows[i - 1]?.runId !== runId))
  const found = rows.map((row) => {
    const { representationId, fileName, blobHash, inputHash, width, site: _, neurons: __, ...run } = row
    // Without weight decay w* is a large part of the layer, and so many signals take minutes to fit.
    const isRegularised = (run.weightDecay ?? 0) > 0
    const withNoise = run.sweepId === sweepId && width === widest && isRegularised && ended.has(row)
    return {
      facts: factsOf(run),
      trainErrorThen: run.trainErrorThen,
      representationId,
      fileName,
      blobHash,
      withNoise,
      question: summaryQuestion(inputHash, settings, withNoise),
      logitsQuestion: logitsQuestion(inputHash),
    }
  })
  const questions = found.flatMap((run) => [run.question, run.logitsQuestion])
  const known = await db
    .selectFrom('runSummary')
    .select(['question', 'blobHash'])
    .where('question', 'in', questions)
    .execute()
  const blobs = new Map(known.map(({ question, blobHash }) => [question, blobHash]))
  const runs: ReportTaskRun[] = []
  const epochs: ReportTaskRun[] = []
  const seen = new Set<string>()
  for (const run of found) {
    const { runId, epoch } = run.facts
    const isLast = !seen.has(runId)
    // The latest of an epoch's representations counts.
    const isFirstOfEpoch = epoch !== null && !seen.has(`${runId} ${epoch}`)
    seen.add(runId).add(`${runId} ${epoch}`)
    const task = { ...run, summary: blobs.get(run.question), logits: blobs.get(run.logitsQuestion) }
    if (isLast) runs.push(task)
    else if (isFirstOfEpoch) epochs.push(task)
  }
  return { site, runs, epochs, diverged }
}

/**
 * Throws CONFLICT if the layer is as wide in runs of several widths: a report is over widths, and would take them for seeds of
 * one.
 */
function requireOwnWidths(
  site: string,
  rows: readonly { readonly width: number; readonly neurons: number }[],
) {
  const widths = new Map<number, number>()
  for (const { width, neurons } of rows) {
    const other = widths.get(neurons) ?? width
    widths.set(neurons, width)
    if (other === width) continue
    throw new LabError(
      'CONFLICT',
      `The layer "${site}" has ${neurons} neurons in runs of width ${other} and of width ${width}, and a report compares ` +
        'widths of a layer. Report on a site that grows with the width; analyses of single runs work at every site.',
    )
  }
}

interface FoundRun extends Omit<ReportTaskRun['facts'], 'seed' | 'weightDecay' | 'control'> {
  readonly seed: number | null
  readonly weightDecay: number | null
  readonly config: JsonObject
}

function factsOf(run: FoundRun): ReportTaskRun['facts'] {
  const { runId, name, testError, trainError, interpolationEpoch, epoch } = run
  const control = controlOf(run.config)
  const facts = { runId, name, testError, trainError, interpolationEpoch, epoch, control }
  return { ...facts, seed: run.seed ?? 0, weightDecay: run.weightDecay ?? 0 }
}

/** Returns the kind of control of a run's settings, which hold anything if the run was not trained here. */
function controlOf({ epochs, control, labelNoise, decayFrom, decayFromEpoch }: JsonObject): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
  return kindOfControl({
    epochs: number(epochs) ?? 1,
    control: text(control),
    labelNoise: number(labelNoise),
    decayFrom: text(decayFrom),
    decayFromEpoch: number(decayFromEpoch),
  } as ControlSettings)
}

/** Finds the sweep's finished runs that diverged, with or without a representation. */
async function findDivergedRuns(db: Queries, sweepId: string): Promise<DivergedRun[]> {
  const rows = await db
    .selectFrom('trainingRun as r')
    .select(['r.name', 'r.width', 'r.seed', 'r.weightDecay'])
    .where('r.sweepId', '=', sweepId)
    .where('r.state', '=', 'finished')
    .where('r.deletedAt', 'is', null)
    .where(hasDiverged('r'))
    .orderBy('r.name')
    .execute()
  return rows.map((row) => ({ ...row, seed: row.seed ?? 0, weightDecay: row.weightDecay ?? 0 }))
}
