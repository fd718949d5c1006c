import { existsSync } from 'node:fs'
import { Command } from 'commander'
import {
  describeFiles,
  describeLosses,
  describePlan,
  describeSent,
  nameOf,
} from '../import/describe-import.ts'
import { planFiles, sendPlannedFile, type FileFlags, type PlannedFile } from '../import/import-files.ts'
import { isPattern, parsePattern } from '../import/path-pattern.ts'
import { planImport, type ImportFlags, type PlannedRun } from '../import/plan-import.ts'
import { parseMap } from '../import/rename-tensors.ts'
import { sendRun } from '../import/send-run.ts'
import { connect, type Connection } from '../remote/connect.ts'
import { RemoteError, serverOption } from '../remote/server-address.ts'
import { asLine } from '../terminal/as-line.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { countingNumber } from './flag-values.ts'
import { showProgress } from '../terminal/show-progress.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface Flags extends Omit<ImportFlags, 'namePattern'> {
  readonly map?: string[]
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
  mitoscope import 'out/resnet_w{width}_s{seed}.npz' --map features=features.test labels=labels.test
  mitoscope import lightning_logs/ --name 'version_{seed}' --width 512
Exit code ${exitCodes.partlyDone}: some runs were not imported; the messages say which and why.`

/** Creates `mitoscope import PATH…`, which brings the runs of other tools to a server. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Import runs of W&B, TensorBoard, MLflow, trackio, Neptune, Lightning, the Hugging Face Trainer, Keras, Sacred or DVCLive',
    )
    .argument(
      '<path...>',
      'files or folders that another tool wrote, or a pattern of representations with {width}, {seed}, {decay}, {epoch}, {name}',
    )
    .option('--project <name>', 'project of all runs (default: that of the tool, else "Default")')
    .option('--model <name>', 'model of all runs (default: that of the configuration, else "imported")')
    .option('--width <n>', 'width of every run', countingNumber)
    .option('--width-from <key>', 'key of the width in the configuration, for example optimizer.hidden')
    .option('--seed-from <key>', 'key of the seed')
    .option('--weight-decay-from <key>', 'key of the weight decay')
    .option('--name <pattern>', 'pattern of the names of runs, for example mlp-w{width}-s{seed}-wd{decay}')
    .option('--map <pairs...>', 'tensors in files of a pattern, for example features=features.test')
    .option('--dry-run', 'list what would be imported, and send nothing')
    .addOption(serverOption())
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: Flags) => {
      const namePattern = flags.name === undefined ? undefined : parsePattern(flags.name)
      const map = flags.map && parseMap(flags.map)
      const patterns = paths.filter((path) => isPattern(path) && !existsSync(path))
      const others = paths.filter((path) => !patterns.includes(path))
      const files = (
        await Promise.all(patterns.map((pattern) => planFiles(pattern, { ...flags, map })))
      ).flat()
      const { runs: planned, unreadable } = await planImport(others, { ...flags, namePattern })
      for (const message of unreadable) process.stderr.write(`mitoscope: ${asLine(message)}.\n`)
      if (flags.dryRun) {
        const tables = [planned.length > 0 && describePlan(planned), files.length > 0 && describeFiles(files)]
        return void process.stdout.write(`${tables.filter(Boolean).join('\n\n')}\n`)
      }
      const connection = await connect(flags.server)
      const work = { connection, failures: [...unreadable], progress: showProgress() }
      await importRuns(planned, work)
      await importFiles(files, { ...flags, map }, work)
      const all = planned.length + unreadable.length + files.length
      const { failures } = work
      if (failures.length === 0) return
      throw new RemoteError(
        `${all - failures.length} of ${all} ${files.length > 0 ? 'runs and files' : 'runs'} are imported.`,
        failures.length < all ? exitCodes.partlyDone : exitCodes.wrongUse,
      )
    })
}

/** Work of one command. */
interface Work {
  readonly connection: Connection
  readonly progress: ReturnType<typeof showProgress>
  /** Paths of what is not imported. */
  readonly failures: string[]
}

function tell({ progress }: Work, line: string): void {
  progress.clear()
  process.stderr.write(`mitoscope: ${asLine(line)}\n`)
}

async function importRuns(planned: readonly PlannedRun[], work: Work): Promise<void> {
  const total = planned.reduce((sum, { points }) => sum + points, 0)
  let sent = 0
  // Ids on the server of the runs that are there, by project and the tool's id.
  const there = new Map<string, string>()
  const keyOf = ({ projectName }: PlannedRun, id: string) => JSON.stringify([projectName, id])
  for (const plan of parentsFirst(planned)) {
    for (const problem of describeLosses(plan)) tell(work, problem)
    if (plan.facts.problems.length > 0) {
      work.failures.push(plan.run.path)
      for (const problem of plan.facts.problems) tell(work, `${nameOf(plan)} ${problem}.`)
      continue
    }
    const onPoints = (count: number) =>
      work.progress.update(`Importing ${asLine(plan.run.name)}`, (sent += count) / Math.max(1, total))
    const parentId = plan.run.parent && there.get(keyOf(plan, plan.run.parent))
    await attempt(work, plan.run.path, nameOf(plan), async () => {
      const done = await untilInterrupted((signal) =>
        sendRun(work.connection, plan, parentId, onPoints, signal),
      )
      there.set(keyOf(plan, plan.run.id), done.id)
      return describeSent(plan, done)
    })
  }
}

/** Orders runs so that each comes after the run that it belongs to. */
function parentsFirst(planned: readonly PlannedRun[]): PlannedRun[] {
  const byId = new Map(planned.map((plan) => [plan.run.id, plan]))
  const depthOf = ({ run }: PlannedRun) => {
    const above = new Set<string>()
    for (let id = run.parent; id !== undefined && !above.has(id); id = byId.get(id)?.run.parent) above.add(id)
    return above.size
  }
  return planned.toSorted((a, b) => depthOf(a) - depthOf(b))
}

async function importFiles(files: readonly PlannedFile[], flags: FileFlags, work: Work): Promise<void> {
  for (const file of files)
    await attempt(work, file.file, file.file, () => {
      const onProgress = (phase: string, fraction: number) => work.progress.update(`${phase} ${asLine(file.file)}`, fraction) // prettier-ignore
      return untilInterrupted((signal) => sendPlannedFile(work.connection, file, flags, onProgress, signal))
    })
}

/** Prints what became of a run or a file. One that is rejected is no reason to leave the others. */
async function attempt(work: Work, path: string, name: string, send: () => Promise<string>): Promise<void> {
  try {
    const line = await send()
    work.progress.clear()
    process.stdout.write(`${asLine(line)}\n`)
  } catch (error) {
    if (!(error instanceof RemoteError) || (error.code === undefined && error.exitCode === exitCodes.unreachable)) throw error // prettier-ignore
    work.failures.push(path)
    tell(work, `${name}: ${error.message}`)
  }
}
