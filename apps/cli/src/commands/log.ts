import { Command } from 'commander'
import { createReadStream } from 'node:fs'
import { addRunOptions, chooseRun, type RunFlags } from '../remote/choose-run.ts'
import { connect, type Connection } from '../remote/connect.ts'
import { readPoints, type LoggedStep } from '../remote/read-points.ts'
import { serverOption } from '../remote/server-address.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface LogFlags extends RunFlags {
  readonly server: string
}

/** Points per request: large enough that requests do not count, and what a broken one repeats is little. */
const pointsAtOnce = 10_000
/** Milliseconds after which what is there is sent: a run that is followed shows its metrics soon. */
const longestWait = 1_000

const examples = `
Each line is a JSON object with a step, or a row of CSV whose first line names the columns:
  {"step": 1, "trainLoss": 0.31, "testError": 0.042}
Examples:
  mitoscope log metrics.jsonl --model resnet --width 512 --run-seed 0
  python train.py | mitoscope log - --run VHJhaW5pbmdSdW46…
Sent twice, a point is kept once.`

/** `mitoscope log FILE`: metrics of a run, from a file or as they come. */
export function logCommand(): Command {
  const command = new Command('log')
    .description('Log metrics of a run on a server')
    .argument('<file>', 'JSON lines or CSV; - reads standard input until it ends')
    .addOption(serverOption())
  return addRunOptions(command)
    .addHelpText('after', examples)
    .action(async (file: string, flags: LogFlags) => {
      const connection = await connect(flags.server)
      const run = await chooseRun(connection, flags)
      const input = file === '-' ? process.stdin : createReadStream(file)
      const steps = readPoints(input, file === '-' ? 'standard input' : file)
      const { added, known } = await untilInterrupted((signal) => logSteps(connection, run, steps, signal))
      process.stdout.write(`${added} points logged${known > 0 ? `, ${known} were there already` : ''}\n`)
    })
}

async function logSteps(
  connection: Connection,
  runId: string,
  steps: AsyncIterable<LoggedStep>,
  signal: AbortSignal,
): Promise<{ added: number; known: number }> {
  const sums = { added: 0, known: 0 }
  let waiting: { name: string; step: number; value: number | null }[] = []
  let sentAt = performance.now()
  const send = async () => {
    if (waiting.length === 0) return
    const input = { batches: [{ runId, points: waiting }] }
    waiting = []
    const { logMetrics } = await connection.ask<{ logMetrics: { added: number; known: number } }>(
      'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added known } }',
      { input },
      signal,
    )
    sums.added += logMetrics.added
    sums.known += logMetrics.known
    sentAt = performance.now()
  }
  for await (const { step, values } of steps) {
    signal.throwIfAborted()
    for (const [name, value] of Object.entries(values)) waiting.push({ name, step, value })
    if (waiting.length >= pointsAtOnce || performance.now() - sentAt > longestWait) await send()
  }
  await send()
  return sums
}
