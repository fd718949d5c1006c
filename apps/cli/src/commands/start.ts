import { Command, Option } from 'commander'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { defaultSweep, estimateSweep } from '@mitoscope/training'
import { describeReport } from '../terminal/describe-report.ts'
import { formatDuration } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { reportSweep } from './report.ts'
import { setUp } from './setup.ts'
import { train } from './sweep.ts'

/** Share of its speed that a process keeps while others use the same memory. */
const SHARE_BESIDE_OTHERS = 0.75

/** `mitoscope start`: the paper's headline claim on real data, from nothing. */
export function startCommand(): Command {
  return new Command('start')
    .description('Set up, train the default sweep on MNIST, analyse it and say where the critical width lies')
    .option('--folder <folder>', 'where the sweep is kept', '.mitoscope/default-sweep')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText(
      'after',
      '\nExamples:\n  mitoscope start\n  mitoscope start --backend wasm --folder wasm-sweep',
    )
    .action(async ({ folder, backend }: { folder: string; backend?: BackendName }) => {
      const say = (text: string) => process.stderr.write(`${text}\n`)
      const forced = backend ?? process.env.MITOSCOPE_BACKEND
      if (!forced || forced === 'tensorflow') await setUp()
      const { widths, seeds, contrasts } = defaultSweep
      say(
        `Default sweep: MNIST, widths ${widths.join(', ')}; seeds ${seeds.join(' and ')}, and weight decay ` +
          `${contrasts[0].weightDecay} as the contrast. Training takes ${await expectation(backend)}, and the analysis half a minute; ` +
          'CTRL-C stops it, and it continues where it was.',
      )
      await train(defaultSweep, { folder, backend })
      const flags = { threshold: 0.99, draws: 40, seed: 0, backend }
      const report = await untilInterrupted((signal) => reportSweep(folder, flags, signal))
      process.stdout.write(`${describeReport(report)}\n\n`)
      process.stdout.write(`Figures: ${relative('.', join(folder, 'figures'))}/*.svg\n`)
    })
}

/** How long the default sweep takes here, from a second of training on the backend that will train it. */
async function expectation(asked: BackendName | undefined): Promise<string> {
  const { openBackend } = await import('@mitoscope/tensor/compute')
  const { measureRates } = await import('@mitoscope/training/compute')
  const backend = await openBackend({ backend: asked })
  const { flopsPerSecond, secondsPerStep } = await measureRates(backend)
  const seconds = estimateSweep(defaultSweep, {
    flopsPerSecond: SHARE_BESIDE_OTHERS * flopsPerSecond,
    secondsPerStep,
    processes: backend.gpu ? 1 : availableParallelism(),
    backend: backend.name,
    gpu: backend.gpu,
  })
  return `about ${formatDuration(seconds)} on ${backend.device}`
}
