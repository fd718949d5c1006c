import { Command, InvalidArgumentError, Option } from 'commander'
import { addClaim, deleteClaim, listClaims, verdictNames } from '../remote/claims-on-server.ts'
import { usualProject } from '../remote/choose-run.ts'
import { connect } from '../remote/connect.ts'
import { RemoteError, serverOption } from '../remote/server-address.ts'
import { describeClaims } from '../terminal/describe-claims.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { amount, countingNumber } from './flag-values.ts'

interface ClaimsFlags {
  readonly server: string
  readonly project?: string
  readonly verdict?: keyof typeof verdictNames
  readonly turned?: true
  readonly add?: string
  readonly delete?: string
  readonly model?: string
  readonly measure: string
  readonly scalar: string
  readonly above?: number
  readonly below?: number
  readonly fromWidth?: number
  readonly toWidth?: number
  readonly weightDecay?: number
}

const examples = `
A claim of the paper is judged by each report on a sweep. One of your own says that a mean over seeds lies above or below a
threshold at each width and weight decay; it is judged again when analyses of its model change.
Examples:
  mitoscope claims
  mitoscope claims --project wide --turned
  mitoscope claims --project wide --add "Wide layers split." --model mlp --above 1.5 --from-width 256`

/** Creates `mitoscope claims`, which lists the claims on a server, adds one or deletes one. */
export function claimsCommand(): Command {
  return new Command('claims')
    .description('List claims with their verdicts, add one of your own, or delete one')
    .option('--project <name>', 'project of the claims; all projects without it')
    .addOption(
      new Option('--verdict <verdict>', 'list only claims of this verdict').choices(
        Object.keys(verdictNames),
      ),
    )
    .option('--turned', 'list only claims whose verdict turned, latest first')
    .option('--add <sentence>', 'add a claim of your own in these words; the options below are its rule')
    .option('--model <name>', 'model that the claim is about')
    .option('--measure <name>', 'measure whose analyses judge it', 'critical-width')
    .option('--scalar <name>', 'number in its result', 'groups')
    .option('--above <x>', 'claim that the mean over seeds is above this number', parseNumber)
    .option('--below <x>', 'claim that it is below this number', parseNumber)
    .option('--from-width <n>', 'smallest width', countingNumber)
    .option('--to-width <n>', 'largest width', countingNumber)
    .option('--weight-decay <x>', 'weight decay of the runs; any without it', amount)
    .option(
      '--delete <id>',
      'delete the claim of this id, which is listed with it; the bin of the dashboard restores it',
    )
    .addOption(serverOption())
    .addHelpText('after', examples)
    .action(async (flags: ClaimsFlags, command: Command) => {
      if (flags.delete !== undefined) return deleteOne(flags.server, flags.delete, command)
      const claim = flags.add === undefined ? rejectRule(command) : toClaim(flags, flags.add)
      const connection = await connect(flags.server)
      const { project, verdict, turned = false } = flags
      const claims = await untilInterrupted(async (signal) =>
        claim
          ? [await addClaim(connection, project ?? usualProject, claim, signal)]
          : listClaims(connection, project, { verdict, turned }, signal),
      )
      const text = describeClaims(claims)
      process.stdout.write(`${text}\n`)
    })
}

async function deleteOne(server: string, id: string, command: Command): Promise<void> {
  const stray = findGiven(command, ['project', 'verdict', 'turned', 'add', ...ofRule])
  if (stray) throw new RemoteError(`--delete takes a claim's id and nothing else: leave ${stray.long} out.`)
  const connection = await connect(server)
  await untilInterrupted((signal) => deleteClaim(connection, id, signal))
  process.stdout.write(`${id} is deleted.\n`)
}

const ofRule = ['model', 'measure', 'scalar', 'above', 'below', 'fromWidth', 'toWidth', 'weightDecay']

/** Throws RemoteError if options of a rule are given without a claim to add. */
function rejectRule(command: Command): undefined {
  const stray = findGiven(command, ofRule)
  if (stray)
    throw new RemoteError(`${stray.long} belongs to a new claim: say what it is with --add "SENTENCE".`)
}

/** Returns the first option of some names that the command line gives. */
function findGiven(command: Command, names: readonly string[]): Option | undefined {
  return command.options.find(
    (option) =>
      names.includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  )
}

function toClaim(flags: ClaimsFlags, statement: string) {
  const { model, measure, scalar, above, below, fromWidth, toWidth, weightDecay } = flags
  if (model === undefined) throw new RemoteError('--model: name the model that the claim is about.')
  if ((above === undefined) === (below === undefined))
    throw new RemoteError('Say what the mean is compared with: exactly one of --above X and --below X.')
  return {
    model,
    statement,
    measure,
    scalar,
    comparison: above === undefined ? ('BELOW' as const) : ('ABOVE' as const),
    threshold: (above ?? below)!,
    minWidth: fromWidth,
    maxWidth: toWidth,
    weightDecay,
  }
}

function parseNumber(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number.')
}
