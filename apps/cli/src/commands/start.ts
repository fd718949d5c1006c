import { Command, Option } from 'commander'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { defaultSweep, estimateSweep } from '@mitoscope/training'
import { probeBackends } from '@mitoscope/tensor/set-up'
import { describeReport } from '../terminal/describe-report.ts'
import { formatDuration } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { reportSweep } from './report.ts'
import { setUp } from './setup.ts'
import { train } from './sweep.ts'

/** Share of a plain product's rate that a training step reaches. */
const TRAINING_SHARE = 0.7

/** `mitoscope start`: the paper's headline claim on real data, from nothing. */
export function startCommand(): Command {
  return new Command('start')
    .description('Set up, train the default sweep on MNIST, analyse it and say where the critical width lies')
    .option('--folder <folder>', 'where the sweep is kept', '.mitoscope/default-sweep')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .action(async ({ folder, backend }: { folder: string; backend?: BackendName }) => {
      const say = (text: string) => process.stderr.write(`${text}\n`)
      const forced = backend ?? process.env.MITOSCOPE_BACKEND
      if (!forced || forced === 'tensorflow') await setUp()
      const { widths, seeds, contrasts } = defaultSweep
      say(
        `Default sweep: MNIST, widths ${widths.join(', ')}; seeds ${seeds.join(' and ')}, and weight decay ` +
          `${contrasts[0].weightDecay} as the contrast. This takes ${await expectation(forced)}; CTRL-C stops it, and it ` +
          'continues where it was.',
      )
      await train(defaultSweep, { folder, backend })
      const flags = { threshold: 0.99, draws: 40, seed: 0, backend }
      const report = await untilInterrupted((signal) => reportSweep(folder, flags, signal))
      process.stdout.write(`${describeReport(report)}\n\n`)
      process.stdout.write(`Figures: ${relative('.', join(folder, 'figures'))}/*.svg\n`)
    })
}

/** How long the default sweep takes here, from a product measured on the backend that will train it. */
async function expectation(forced: string | undefined): Promise<string> {
  const reports = await probeBackends({ measure: true })
  const chosen = reports.find(
    (report) => report.present && (forced ? report.name === forced : !report.software),
  )
  if (!chosen?.present || !chosen.gigaflops) return 'a few minutes'
  const processes = chosen.gpu ? 1 : availableParallelism()
  // One process per core on a CPU. A native product measured alone uses all cores, a WebAssembly one a single core.
  const cores = chosen.name === 'wasm' ? 1 : processes
  const flopsPerSecond = (TRAINING_SHARE * chosen.gigaflops * 1e9) / cores
  const secondsPerStep = chosen.name === 'wasm' ? 2e-3 : 2.5e-3
  const seconds = estimateSweep(defaultSweep, {
    flopsPerSecond,
    secondsPerStep,
    processes,
    backend: chosen.name,
    gpu: chosen.gpu,
  })
  return `about ${formatDuration(seconds)} on ${chosen.device}`
}
