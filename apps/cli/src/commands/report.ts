import { Command, Option } from 'commander'
import { join } from 'node:path'
import { summarizeSweep, type RunAnalysis, type SweepReport } from '@mitoscope/analysis'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { openSources } from '@mitoscope/lab/local-files'
import { writeFiles } from '../files/write-files.ts'
import { listFinishedRuns } from '../sweep/list-finished-runs.ts'
import { runFiles } from '../sweep/sweep-folder.ts'
import { describeReport } from '../terminal/describe-report.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

export interface ReportFlags {
  readonly json?: boolean
  readonly svg?: string
  readonly threshold: number
  readonly draws: number
  readonly seed: number
  readonly backend?: BackendName
}

/** `mitoscope report FOLDER`. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Critical width and number of groups of a sweep, with its figures')
    .argument('<folder>', 'folder of a sweep')
    .option('--json', 'print one JSON document and nothing else')
    .option('--svg <folder>', 'where the figures go (default: figures/ in the sweep)')
    .option('--threshold <tau>', 'mean R² from which a chunk counts as carrying the layer', Number, 0.99)
    .option('--draws <n>', 'random draws per run', Number, 40)
    .option('--seed <n>', 'seed of the draws', Number, 0)
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText(
      'after',
      '\nExamples:\n  mitoscope report sweep\n  mitoscope report sweep --threshold 0.98 --json > report.json',
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

/** Analyses every finished run of a sweep, writes its figures and report.json, and returns the report. */
export async function reportSweep(
  folder: string,
  flags: ReportFlags,
  signal: AbortSignal,
): Promise<SweepReport> {
  const { config, runs } = await listFinishedRuns(folder)
  const { analyzeRun, openRepresentation } = await import('@mitoscope/analysis/compute')
  const { openBackend } = await import('@mitoscope/tensor/compute')
  const backend = await openBackend({ backend: flags.backend })
  const progress = showProgress()
  const analyses: RunAnalysis[] = []
  try {
    for (const [i, { record, path }] of runs.entries()) {
      const opened = await openSources([join(path, runFiles.representation)])
      try {
        const representation = await openRepresentation(opened.sources, { signal })
        const last = record.history.at(-1)!
        const { name, seed, weightDecay, interpolationEpoch } = record
        const facts = {
          name,
          seed,
          weightDecay,
          interpolationEpoch,
          testError: last.testError,
          trainError: last.trainError,
        }
        const { threshold, draws } = flags
        analyses.push(
          await analyzeRun(facts, representation, backend, { seed: flags.seed, draws, threshold, signal }),
        )
      } finally {
        await opened.close()
      }
      progress.update('Analysing runs', (i + 1) / runs.length)
    }
  } finally {
    progress.clear()
  }
  const { dataset, architecture, hiddenLayers, epochs } = config
  const title = `${dataset}, ${architecture} with ${hiddenLayers} hidden layers, ${epochs} epochs`
  const provenance = { backend: backend.name, device: backend.device, draws: flags.draws, seed: flags.seed }
  const report = summarizeSweep(title, analyses, flags.threshold, provenance)
  const { sweepFigures } = await import('@mitoscope/figures')
  await writeFiles([
    ...sweepFigures(report).map(({ id, svg }) => ({
      path: join(figureFolder(folder, flags), `${id}.svg`),
      content: svg,
    })),
    { path: join(folder, 'report.json'), content: `${JSON.stringify(report)}\n` },
  ])
  return report
}
