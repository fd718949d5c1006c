import { Command } from 'commander'
import {
  addLabOptions,
  addWorkOptions,
  environmentHelp,
  toWorkerOptions,
  type LabFlags,
  type WorkFlags,
} from '../lab/lab-settings.ts'
import { aborted } from '../lab/serve-lab.ts'
import { RemoteError } from '../remote/server-address.ts'
import { untilStopped } from '../terminal/until-interrupted.ts'

const examples = `
Examples:
  DATABASE_URL=postgresql://lab@db/mitoscope MITOSCOPE_BLOBS=s3://lab/mitoscope mitoscope worker
  DATABASE_URL=… MITOSCOPE_BLOBS=… mitoscope worker --device gpu:0`

/** Creates `mitoscope worker`, which runs jobs beside the servers of the same database. */
export function workerCommand(): Command {
  const command = new Command('worker').description('Run the jobs of a lab whose database is a server')
  return addWorkOptions(addLabOptions(command))
    .addHelpText('after', `${examples}\n${environmentHelp}`)
    .action((flags: LabFlags & WorkFlags) => untilStopped((signal) => work(flags, signal)))
}

async function work(flags: LabFlags & WorkFlags, signal: AbortSignal): Promise<void> {
  if (!process.env.DATABASE_URL) {
    throw new RemoteError(
      'A worker shares its database with servers: set DATABASE_URL. Only one process can open the embedded database; there, mitoscope serve runs the jobs itself.',
    )
  }
  const { openNamedLab } = await import('../lab/open-named-lab.ts')
  const { startWorker } = await import('@mitoscope/lab/worker')
  const lab = await openNamedLab(flags)
  try {
    const worker = await startWorker(lab, toWorkerOptions(flags))
    process.stdout.write(`Working on ${worker.devices.join(', ')}\n`)
    try {
      await aborted(signal)
    } finally {
      await worker.stop()
    }
  } finally {
    await lab.close()
  }
}
