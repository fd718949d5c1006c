import { createRequire } from 'node:module'
import { Command } from 'commander'
import { analyzeCommand } from './commands/analyze.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { claimsCommand } from './commands/claims.ts'
import { compareCommand } from './commands/compare.ts'
import { doctorCommand } from './commands/doctor.ts'
import { drawCommand } from './commands/draw.ts'
import { importCommand } from './commands/import.ts'
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
import { environment } from './terminal/environment.ts'
import { exitCodeMeanings } from './terminal/exit-codes.ts'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

/** Creates the command line: every command with its options and help. */
export function createProgram(): Command {
  const program = new Command('mitoscope')
    .description(
      'Measures how the neurons of wide neural networks split into groups that carry the same information',
    )
    .version(version, '-V, --version', 'print the version and nothing else')
    .addCommand(startCommand())
    .addCommand(serveCommand())
    .addCommand(workerCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(loginCommand())
    .addCommand(logCommand())
    .addCommand(syncCommand())
    .addCommand(importCommand())
    .addCommand(uploadCommand())
    .addCommand(queryCommand())
    .addCommand(claimsCommand())
    .addCommand(sweepCommand())
    .addCommand(analyzeCommand())
    .addCommand(compareCommand())
    .addCommand(reportCommand())
    .addCommand(reproduceCommand())
    .addCommand(drawCommand())
    .addCommand(measuresCommand())
    .addCommand(doctorCommand())
    .addCommand(setupCommand())
    .addHelpText(
      'after',
      `\nEach command has examples: mitoscope sweep --help\n${listCodes()}\n${listVariables()}`,
    )
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      // The message comes last, because users look for it and the usage is long.
      outputError: (message, write) =>
        write(`${command.helpInformation({ error: true })}\n${message}${explainMissing(command, message)}`),
    })
  }
  return program
}

/** Says which option took what may have been meant as the missing argument; empty if none can have. */
function explainMissing(command: Command, message: string): string {
  if (!message.includes('missing required argument')) return ''
  const taken = command.options.flatMap((option) => {
    const values: unknown = command.getOptionValue(option.attributeName())
    return option.variadic && Array.isArray(values) ? [`${option.long} took ${values.join(' and ')}`] : []
  })
  return taken.length === 0
    ? ''
    : `${taken.join('; ')}. Put files before the options, or -- before the files.\n`
}

function listCodes(): string {
  const lines = exitCodeMeanings.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`)
  return `\nExit codes:\n${lines.join('\n')}`
}

function listVariables(): string {
  const maxNameLength = Math.max(...environment.map(({ name }) => name.length))
  const lines = environment.map(({ name, meaning }) => `  ${name.padEnd(maxNameLength)}  ${meaning}`)
  return `\nEnvironment variables:\n${lines.join('\n')}`
}
