import { Command } from 'commander'
import { setUpNative } from '@mitoscope/tensor/set-up'
import { showProgress } from '../terminal/show-progress.ts'

/**
 * Creates `mitoscope setup`, which sets up the native engine. Exits with 0 even if that is impossible, because other
 * engines work.
 */
export function setupCommand(): Command {
  return new Command('setup')
    .description('Set up the native TensorFlow engine (resumable; once per machine)')
    .addHelpText(
      'after',
      '\nExamples:\n  mitoscope setup\n  MITOSCOPE_TENSORFLOW=/opt/libtensorflow mitoscope setup   (a library of your own)',
    )
    .action(setUp)
}

/** Sets up the native engine and reports the result in one line. */
export async function setUp(): Promise<void> {
  const progress = showProgress()
  const setup = await setUpNative({
    progress: (phase, fraction) => progress.update(`Native engine: ${phase}`, fraction ?? 0, null),
  })
  progress.clear()
  process.stderr.write(
    setup.present
      ? `Native engine: TensorFlow ${setup.version}${setup.gpu ? ' on the GPU' : ''}${setup.note ? ` (${setup.note})` : ''}\n`
      : `Native engine left out: ${setup.reason}. ${setup.remedy}\n`,
  )
}
