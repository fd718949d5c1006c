import { Command, Option } from 'commander'
import { join } from 'node:path'
import { reportSweep as reportOnRuns, type SweepReport } from '@mitoscope/analysis'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { titleSweep } from '@mitoscope/training'
import { writeReport } from '../files/write-files.ts'
import {
  analyzeEarlierEpochs,
  analyzeFinishedRuns,
  listEarlierEpochs,
  readChunkValues,
  readLogits,
} from '../report/analyze-finished-runs.ts'
import { hasDiverged, listFinishedRuns } from '../sweep-folder/run-record.ts'
import { describeReport } from '../terminal/describe-report.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { countingNumber, share, wholeNumber } from './flag-values.ts'

export interface ReportFlags {
  readonly json?: boolean
  readonly svg?: string
  readonly threshold: number
  readonly draws: number
  readonly seed: number
  readonly backend?: BackendName
  /** True to analyse the checkpoints of earlier epochs too. */
  readonly epochs?: boolean
  /** Folders with sweeps of control runs. */
  readonly controls?: readonly string[]
}

/** Creates `mitoscope report FOLDER`. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Report on a sweep: groups, ensembles, losses and the claims of the paper, with figures')
    .argument('<folder>', 'folder of a sweep')
    .option('--json', 'print one JSON document and nothing else')
    .option('--svg <folder>', 'folder for the figures (default: figures/ in the sweep)')
    .option('--epochs', 'also analyse the checkpoints of earlier epochs: groups over the training')
    .option('--controls <folders...>', 'sweeps of control runs to compare with this one')
    .option('--threshold <tau>', 'mean R² from which a chunk counts as carrying the layer', share, 0.99)
    .option('--draws <n>', 'random draws per run', countingNumber, 40)
    .option('--seed <n>', 'seed of the draws', wholeNumber, 0)
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText(
      'after',
      '\nExamples:\n  mitoscope report sweep\n  mitoscope report sweep --threshold 0.98 --json > report.json\n  mitoscope report sweep --epochs --controls untrained shuffled',
    )
    .action(async (folder: string, flags: ReportFlags) => {
      const report = await untilInterrupted((signal) => reportSweep(folder, flags, signal))
      process.stdout.write(`${flags.json ? JSON.stringify(report) : describeReport(report)}\n`)
      if (!flags.json) process.stdout.write(`\nFigures: ${figureFolder(folder, flags)}\n`)
    })
}

function figureFolder(folder: string, flags: Pick<ReportFlags, 'svg'>): string {
  return flags.svg ?? join(folder, 'figures')
}

/**
 * Analyses every finished run of a sweep, and by flags earlier epochs and control runs, writes its figures and
 * report.json, and returns the report.
 */
export async function reportSweep(
  folder: string,
  flags: ReportFlags,
  signal: AbortSignal,
): Promise<SweepReport> {
  const { config, runs: finished } = await listFinishedRuns(folder)
  const runs = finished.filter((run) => !hasDiverged(run))
  const diverged = finished.filter(hasDiverged).map(({ record }) => record)
  if (runs.length === 0)
    throw new Error(`All ${finished.length} finished runs in ${folder} diverged: lower the learning rate.`)
  const controls = []
  for (const root of flags.controls ?? [])
    controls.push(...(await listFinishedRuns(root)).runs.filter((run) => !hasDiverged(run)))
  const { openBackend } = await import('@mitoscope/tensor/compute')
  const backend = await openBackend({ backend: flags.backend })
  const all = [...runs, ...controls]
  const epochCount = flags.epochs ? all.flatMap(listEarlierEpochs).length : 0
  const progress = showProgress()
  let done = 0
  const onDone = () => progress.update('Analysing runs', ++done / (all.length + epochCount))
  const { threshold, draws, seed } = flags
  const options = { backend, threshold, draws, seed, signal, onDone }
  const title = titleSweep(config)
  const provenance = { backend: backend.name, device: backend.device, draws, seed }
  let report: SweepReport
  try {
    const analyses = await analyzeFinishedRuns(all, options)
    const epochs = flags.epochs ? await analyzeEarlierEpochs(all, options) : []
    const runOf = new Map(analyses.map(({ name, control }, i) => [`${control} ${name}`, all[i]]))
    report = await reportOnRuns({
      title,
      threshold,
      provenance,
      runs: analyses,
      diverged,
      epochs,
      loadLogits: ({ name, control }) => readLogits(runOf.get(`${control} ${name}`)!, options),
      loadChunkValues: ({ name, control }, sizes) =>
        readChunkValues(runOf.get(`${control} ${name}`)!, sizes, options),
      signal,
    })
  } finally {
    progress.clear()
  }
  await writeReport(report, folder, figureFolder(folder, flags))
  return report
}
