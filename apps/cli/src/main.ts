import { Command, CommanderError } from 'commander'
import { BadInput, BadOption } from '@mitoscope/analysis'
import { LabError } from '@mitoscope/lab/errors'
import { BackendUnavailable } from '@mitoscope/tensor'
import { BadDataset, BadSweep } from '@mitoscope/training'
import { analyzeCommand } from './commands/analyze.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { compareCommand } from './commands/compare.ts'
import { drawCommand } from './commands/draw.ts'
import { doctorCommand } from './commands/doctor.ts'
import { logCommand } from './commands/log.ts'
import { loginCommand } from './commands/login.ts'
import { measuresCommand } from './commands/measures.ts'
import { queryCommand } from './commands/query.ts'
import { reportCommand } from './commands/report.ts'
import { reproduceCommand } from './commands/reproduce.ts'
import { serveCommand } from './commands/serve.ts'
import { setupCommand } from './commands/setup.ts'
import { startCommand } from './commands/start.ts'
import { sweepCommand } from './commands/sweep.ts'
import { syncCommand } from './commands/sync.ts'
import { uploadCommand } from './commands/upload.ts'
import { workerCommand } from './commands/worker.ts'
import { RemoteError } from './remote/server-address.ts'
import { Interrupted } from './terminal/until-interrupted.ts'

/** Errors whose message is written for the user: no stack, exit code 2. */
const FOR_USERS = [BadInput, BadOption, BadSweep, BadDataset, BackendUnavailable, LabError, RemoteError]

const program = new Command('mitoscope')
  .description(
    'Measures how the neurons of wide neural networks split into groups that carry the same information',
  )
  .addCommand(startCommand())
  .addCommand(serveCommand())
  .addCommand(workerCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(loginCommand())
  .addCommand(logCommand())
  .addCommand(syncCommand())
  .addCommand(uploadCommand())
  .addCommand(queryCommand())
  .addCommand(sweepCommand())
  .addCommand(analyzeCommand())
  .addCommand(compareCommand())
  .addCommand(reportCommand())
  .addCommand(reproduceCommand())
  .addCommand(drawCommand())
  .addCommand(measuresCommand())
  .addCommand(doctorCommand())
  .addCommand(setupCommand())
  .addHelpText('after', '\nEach command has examples: mitoscope sweep --help')
for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError()

// A reader that has seen enough (mitoscope … | head) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
  process.exitCode ??= 0
} catch (error) {
  process.exitCode = explain(error)
}

/** Says what went wrong and returns the exit code. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
  const known = FOR_USERS.some((type) => error instanceof type)
  const text =
    error instanceof Error
      ? known || !process.env.MITOSCOPE_DEBUG
        ? error.message
        : error.stack
      : String(error)
  process.stderr.write(`mitoscope: ${text}\n`)
  return known ? 2 : 1
}
