import { usualExtensions } from '@mitoscope/formats'
import { Command } from 'commander'
import { addRunOptions, chooseRun, type RunFlags } from '../remote/choose-run.ts'
import { connect } from '../remote/connect.ts'
import { RemoteError, serverOption } from '../remote/server-address.ts'
import { addSiteOptions, type SiteFlags } from '../remote/site-options.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { wholeNumber } from './flag-values.ts'

interface UploadFlags extends RunFlags, SiteFlags {
  readonly server: string
  readonly epoch?: number
  readonly to?: string
}

const examples = `
Examples:
  mitoscope upload run.safetensors --model resnet --width 512 --run-seed 0
  mitoscope upload epoch20.npz --run VHJhaW5pbmdSdW46… --epoch 20
  mitoscope upload block.npz --run VHJhaW5pbmdSdW46… --site layer4 --site-kind block --site-position 3
  mitoscope upload labels.npz --to UmVwcmVzZW50YXRpb246…`

/** Creates `mitoscope upload FILE…`. */
export function uploadCommand(): Command {
  const command = new Command('upload')
    .description('Upload representations to a run on a server; an interrupted upload continues')
    .argument('<file...>', `files with one representation each: ${usualExtensions()}`)
    .option('--epoch <n>', 'epoch of the representation', wholeNumber)
    .option(
      '--to <id>',
      'representation that lacks tensors (labels, readout, training rows), which the file adds',
    )
    .addOption(serverOption())
  return addRunOptions(addSiteOptions(command))
    .addHelpText('after', examples)
    .action(async (files: string[], flags: UploadFlags) => {
      const { checkFile, findRunOf, sendFile } = await import('../remote/send-file.ts')
      const connection = await connect(flags.server)
      const failures: RemoteError[] = []
      /** Answers whether the work on a file was done; a file that is rejected does not stop the others. */
      const attempt = async (work: () => Promise<void>) => {
        try {
          await work()
          return true
        } catch (error) {
          if (!(error instanceof RemoteError) || files.length === 1) throw error
          failures.push(error)
          process.stderr.write(`mitoscope: ${error.message}\n`)
          return false
        }
      }
      // Checked first, so that no run is created for files that a server would reject.
      const good: string[] = []
      for (const file of files)
        if (flags.to !== undefined || (await attempt(() => checkFile(file, flags.width, flags.site))))
          good.push(file)
      if (good.length > 0) {
        const run = await untilInterrupted((signal) =>
          flags.to === undefined
            ? chooseRun(connection, flags, signal)
            : findRunOf(connection, flags.to, signal),
        )
        const progress = showProgress()
        for (const file of good)
          await attempt(async () => {
            const onProgress = (phase: string, fraction: number) =>
              progress.update(`${phase} ${file}`, fraction)
            const { id, known } = await untilInterrupted((signal) =>
              sendFile(connection, run, file, flags, onProgress, signal),
            ).finally(() => progress.clear())
            process.stdout.write(`${id}  ${file}${known ? ' (the server had it)' : ''}\n`)
          })
      }
      if (failures.length === 0) return
      throw new RemoteError(
        `${files.length - failures.length} of ${files.length} files are on the server. Correct the others, and send them again.`,
        failures.length < files.length ? exitCodes.partlyDone : failures[0].exitCode,
      )
    })
}
