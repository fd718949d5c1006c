import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { describeMetrics, readMetrics, type MetricsInput } from '@mitoscope/formats'
import { Command, Option } from 'commander'
import { describeOutcome, type LogTarget, RunLog } from '../logging/log-run.ts'
import { interruptible, type Producer, type ProducerEnd, startProducer } from '../logging/producer.ts'
import { parseConfig } from '../logging/parse-config.ts'
import { openMetricsFile } from '../logging/open-metrics-file.ts'
import { addRunOptions, requireAlone, toNewRun, type RunFlags } from '../remote/choose-run.ts'
import { parseAddress, RemoteError, serverOption } from '../remote/server-address.ts'
import { usualSpools } from '../spool/spool-folder.ts'
import { promisedSeconds } from '../spool/send-spool.ts'
import type { OnConflict, SpoolEnd, SpoolTarget } from '../spool/spool-record.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { amount, wholeNumber } from './flag-values.ts'

interface LogFlags extends RunFlags {
  readonly server: string
  readonly name?: string
  readonly config?: object
  readonly tag?: string[]
  readonly onConflict: string
  readonly resumeFrom?: number
  readonly failed?: string
  readonly step?: string
  readonly metric?: string
  readonly columnsOf?: string
  readonly spool?: string
  readonly wait: number
}

const examples = `
Each line is a JSON object with a step; or the input is CSV whose first line names the columns, one JSON array, what W&B's
and TensorBoard's pages export, or the trainer_state.json of a Hugging Face Trainer:
  {"step": 1, "trainLoss": 0.31, "testError": 0.042}          (objects in it are flattened: "test.error")
Steps are read from step, _step, global_step or epoch; other lines pass through to standard output. Values are 64-bit
floating-point numbers: those that such a number cannot hold (2^53 + 1, 1e400, 1e-400) are refused by line; −0 is kept as 0.
Examples:
  mitoscope log metrics.jsonl --model resnet --width 512 --run-seed 0
  python train.py | mitoscope log - --model resnet --width 512 --run-seed 0
  mitoscope log - --model resnet --width 512 -- python train.py       (its exit code says how the run ended)
  python train.py --from 400 | mitoscope log - --run VHJhaW5pbmdSdW46… --resume-from 400
Points are written to a spool folder first and sent from there, so that nothing is lost where the server is away, and the
producer never waits. Each call makes a run of its own, unless --run or --key names one. Exit code ${exitCodes.partlyDone}: points wait
in the spool folder, and mitoscope sync sends them.`

/**
 * Creates `mitoscope log FILE`, which logs metrics of a run from a file, from standard input as they come, or from a
 * command.
 */
export function logCommand(): Command {
  const command = new Command('log')
    .description('Log metrics of a run on a server')
    .argument(
      '<file>',
      'JSON lines, a JSON array or CSV, also with gzip; - reads standard input until it ends',
    )
    .argument('[command...]', 'with -: command to run, whose standard output is logged')
    .addOption(serverOption())
  return addRunOptions(command)
    .option('--name <name>', 'name of the run')
    .option('--config <json>', 'settings of the run: a JSON object, or a file with one', parseConfig)
    .option('--tag <word...>', 'tags of the run')
    .addOption(
      new Option('--on-conflict <treatment>', 'treatment of steps that already have another value')
        .choices(['keep', 'replace', 'refuse'])
        .default('keep'),
    )
    .option('--resume-from <step>', 'with --run: cut the run off at this step and continue it', wholeNumber)
    .option('--step <name>', 'key or column that counts steps, if it has none of the usual names')
    .option('--metric <name>', 'name of the metric in the column Value of a TensorBoard file')
    .option('--columns-of <run>', 'run whose columns are read, of a table of several as W&B exports')
    .option('--failed <reason>', 'finish the run as failed for this reason when the input ends')
    .option('--spool <folder>', 'folder of the spools, instead of the one in the user’s data folder')
    .option('--wait <seconds>', 'seconds to wait for an unreachable server after the input ends', amount, 30)
    .addHelpText('after', examples)
    .action(async (file: string, producer: string[], flags: LogFlags) => {
      // A reader of this output may close it; that must not stop the producer.
      for (const stream of [process.stdout, process.stderr])
        stream.removeAllListeners('error').on('error', () => {})
      process.exitCode = await log(file, producer, flags)
    })
}

async function log(file: string, words: readonly string[], flags: LogFlags): Promise<number> {
  if (words.length > 0 && file !== '-') throw new RemoteError('A command needs - in place of the file.')
  const to: LogTarget = {
    server: parseAddress(flags.server),
    source: words.length > 0 ? words[0] : file === '-' ? 'standard input' : file,
    target: toTarget(flags),
    onConflict: flags.onConflict.toUpperCase() as OnConflict,
    isLive: file === '-',
    spools: flags.spool ?? usualSpools(),
    waitMs: flags.wait * 1_000,
  }
  const tell = (message: string) => void process.stderr.write(`mitoscope: ${message}\n`)
  const runLog = new RunLog(to, tell)
  const producer = words.length > 0 ? await startProducer(words) : undefined
  const input = await openInput(file, to.source, producer)
  const passesOn = file === '-'
  const onText = (text: string) => void (passesOn && process.stdout.write(`${text}\n`))
  const { step: stepKey, metric, columnsOf } = flags
  const options = { stepKey, columnsOf, ...(metric !== undefined && { metric }) }
  const interruption = interruptible(input.bytes, {
    producer,
    isPipe: passesOn,
    abandon: (reason) => runLog.abandon({ state: 'FAILED', reason }),
  })
  const bytes = interruption.bytes
  const report = await readMetrics({ ...input, bytes }, options, (rows) => runLog.add(rows), onText)
  const producerEnd = await producer?.ended
  // Ctrl-C also reaches the producer, whose last output may arrive before the signal does.
  if (passesOn) await sleep(signalDelayMs)
  const { signal } = interruption
  const sentences = describeMetrics(signal ? { ...report, failure: undefined } : report, passesOn)
  const end = toEnd(flags, { signal, producerEnd, isTorn: report.reader.isTorn, sentences })
  // A user who stops a command does not want to wait long.
  const outcome = await runLog.end(end, signal ? Math.min(to.waitMs, maxWaitAfterSignalMs) : to.waitMs)
  interruption.stop()
  for (const sentence of sentences) tell(sentence)
  const told = describeOutcome(outcome, to.onConflict)
  if (told.stdout) process.stdout.write(`${told.stdout}\n`)
  if (told.stderr) tell(told.stderr)
  const isBad = report.points === 0 || report.failure !== undefined || report.reader.problems.count > 0
  if (signal) {
    tell(`Stopped by ${signal}.`)
    return signal === 'SIGINT' ? 130 : signal === 'SIGHUP' ? 129 : 143
  }
  return producerEnd?.exitCode || told.exitCode || (isBad ? 2 : 0)
}

const maxWaitAfterSignalMs = 5_000
const signalDelayMs = 100

async function openInput(file: string, name: string, producer?: Producer): Promise<MetricsInput> {
  if (producer) return { name: `output of ${name}`, bytes: producer.output }
  return file === '-' ? { name, bytes: process.stdin } : openMetricsFile(file)
}

function toTarget(flags: LogFlags): SpoolTarget {
  const { run, key, name, config, tag, resumeFrom } = flags
  if (run === undefined) {
    if (resumeFrom !== undefined)
      throw new RemoteError('--resume-from needs --run ID, the run to continue from that step.')
    const newRun = toNewRun(flags, key ?? `log-${randomUUID()}`)
    return { newRun: { ...newRun, name, config, tags: tag, heartbeatSeconds: promisedSeconds } }
  }
  return { runId: requireAlone(run, flags, ['name', 'config', 'tag']), resumeFrom }
}

function toEnd(
  { failed }: LogFlags,
  found: {
    readonly signal?: NodeJS.Signals
    readonly producerEnd?: ProducerEnd
    readonly isTorn: boolean
    readonly sentences: readonly string[]
  },
): SpoolEnd {
  const { signal, producerEnd, isTorn, sentences } = found
  const reason =
    failed ??
    producerEnd?.failure ??
    (signal ? `Stopped by ${signal}.` : isTorn ? `The input is torn. ${sentences[0] ?? ''}` : undefined)
  return reason === undefined ? { state: 'FINISHED' } : { state: 'FAILED', reason: reason.slice(0, 2_000) }
}
