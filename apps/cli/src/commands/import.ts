import { Command } from 'commander'
import { parsePattern } from '../import/path-pattern.ts'
import { planImport, type ImportFlags, type PlannedRun } from '../import/plan-import.ts'
import { sendRun, type SentRun } from '../import/send-run.ts'
import { connect } from '../remote/connect.ts'
import { RemoteError, serverOption } from '../remote/server-address.ts'
import { asLine } from '../terminal/as-line.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { formatTable } from '../terminal/format-table.ts'
import { countingNumber } from './flag-values.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface Flags extends Omit<ImportFlags, 'namePattern'> {
  readonly name?: string
  readonly server: string
  readonly dryRun?: true
}

const examples = `
Runs are recognised by the contents of their files. A second import adds what is new. Width, seed and weight decay are found in
the configuration, or in the name of the run (w512-s0).
Examples:
  mitoscope import wandb/ --dry-run
  mitoscope import mlruns/ --project wide
  mitoscope import runs/ --model resnet18 --width-from model.hidden
  mitoscope import lightning_logs/ --name 'version_{seed}' --width 512
Exit code ${exitCodes.partlyDone}: some runs were not imported; the messages say which and why.`

/** Creates `mitoscope import PATH…`, which brings the runs of other tools to a server. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Import runs of W&B, TensorBoard, MLflow, trackio, Neptune, Lightning, the Hugging Face Trainer or Keras',
    )
    .argument('<path...>', 'files or folders that another tool wrote')
    .option('--project <name>', 'project of all runs (default: that of the tool, else "Default")')
    .option('--model <name>', 'model of all runs (default: that of the configuration, else "imported")')
    .option('--width <n>', 'width of every run', countingNumber)
    .option('--width-from <key>', 'key of the width in the configuration, for example optimizer.hidden')
    .option('--seed-from <key>', 'key of the seed')
    .option('--weight-decay-from <key>', 'key of the weight decay')
    .option('--name <pattern>', 'pattern of the names of runs, for example mlp-w{width}-s{seed}-wd{decay}')
    .option('--dry-run', 'list what would be imported, and send nothing')
    .addOption(serverOption())
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: Flags) => {
      const namePattern = flags.name === undefined ? undefined : parsePattern(flags.name)
      const { runs: planned, unreadable } = await planImport(paths, { ...flags, namePattern })
      for (const message of unreadable) process.stderr.write(`mitoscope: ${asLine(message)}.\n`)
      if (flags.dryRun) return void process.stdout.write(`${describePlan(planned)}\n`)
      const connection = await connect(flags.server)
      const progress = showProgress()
      const total = planned.reduce((sum, { points }) => sum + points, 0)
      let sent = 0
      const failures = [...unreadable]
      const tell = (line: string) => {
        progress.clear()
        process.stderr.write(`mitoscope: ${asLine(line)}\n`)
      }
      for (const plan of planned) {
        for (const problem of describeLosses(plan)) tell(problem)
        if (plan.facts.problems.length > 0) {
          failures.push(plan.run.path)
          for (const problem of plan.facts.problems) tell(`${nameOf(plan)} ${problem}.`)
          continue
        }
        const onPoints = (count: number) =>
          progress.update(`Importing ${asLine(plan.run.name)}`, (sent += count) / Math.max(1, total))
        try {
          const done = await untilInterrupted((signal) => sendRun(connection, plan, onPoints, signal))
          progress.clear()
          process.stdout.write(`${asLine(describeSent(plan, done))}\n`)
        } catch (error) {
          // One that the server rejects is no reason to leave the others.
          if (!(error instanceof RemoteError) || error.code === undefined) throw error
          failures.push(plan.run.path)
          tell(`${nameOf(plan)}: ${error.message}`)
        }
      }
      if (failures.length === 0) return
      throw new RemoteError(
        `${planned.length - failures.length + unreadable.length} of ${planned.length + unreadable.length} runs are imported.`,
        failures.length < planned.length + unreadable.length ? exitCodes.partlyDone : exitCodes.wrongUse,
      )
    })
}

function nameOf({ run, tool }: PlannedRun): string {
  return `${run.path || run.name} (${tool})`
}

function describePlan(planned: readonly PlannedRun[]): string {
  const rows = planned.map(({ tool, run, facts, projectName, modelName, points }) =>
    [
      run.path || run.name,
      tool,
      projectName,
      modelName,
      run.name,
      String(facts.width ?? '?'),
      String(facts.seed ?? '–'),
      String(facts.weightDecay ?? '–'),
      run.state,
      String(run.metrics.size),
      String(points),
      facts.places.width ?? '–',
    ].map(asLine),
  )
  const head = [
    'path',
    'tool',
    'project',
    'model',
    'run',
    'width',
    'seed',
    'decay',
    'state',
    'metrics',
    'points',
    'width from',
  ]
  const losses = planned.flatMap((plan) => [
    ...describeLosses(plan),
    ...plan.facts.problems.map((problem) => `${nameOf(plan)} ${problem}.`),
  ])
  return [formatTable(head, rows), ...losses.map(asLine)].join('\n')
}

/** Says what of a run has no place here, and where its files are damaged. */
function describeLosses(plan: PlannedRun): string[] {
  const { problems, leftOut } = plan.run
  return [
    ...problems.map((problem) => `${nameOf(plan)}: ${problem}.`),
    ...(leftOut.length > 0 ? [`${nameOf(plan)}: left out are ${leftOut.join(', ')}.`] : []),
  ]
}

function describeSent(
  { run }: PlannedRun,
  { id, created, added, equal, differing, leftOut }: SentRun,
): string {
  const parts = [`${added} points added`]
  if (equal > 0) parts.push(`${equal} were there`)
  if (differing > 0) parts.push(`${differing} have another value there, which stays`)
  if (leftOut > 0) parts.push(`${leftOut} at negative steps are left out`)
  return `${id}  ${run.name}${created ? '' : ' (imported before)'}: ${parts.join('; ')}`
}
