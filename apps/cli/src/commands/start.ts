import { Command } from 'commander'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { findSweep, localActor, startDefaultSweep, type Lab, type SlimReport } from '@mitoscope/lab'
import { defaultSweep, estimateSweep } from '@mitoscope/training'
import { writeFiles } from '../files/write-files.ts'
import { followSweep } from '../lab/follow-sweep.ts'
import { addLabOptions, addWorkOptions, environmentHelp } from '../lab/lab-settings.ts'
import { measureSpeed } from '../lab/measure-speed.ts'
import { serveLab, type ServeFlags } from '../lab/serve-lab.ts'
import { describeReport } from '../terminal/describe-report.ts'
import { formatDuration, showProgress } from '../terminal/show-progress.ts'
import { Interrupted, untilStopped } from '../terminal/until-interrupted.ts'
import { wholeNumber } from './analyze.ts'
import { firstQueries } from './first-queries.ts'
import { setUp } from './setup.ts'

/** Share of its speed that a process keeps while others use the same memory. */
const shareBesideOthers = 0.75

const queries = ['Three queries to try there:', ...firstQueries].join('\n  ')

/** `mitoscope start`: the lab's server, and on first start the paper's headline claim on real data. */
export function startCommand(): Command {
  const command = new Command('start')
    .description(
      'Set up, serve a lab on this machine and, on first start, train and analyse the default sweep',
    )
    .option('--port <port>', 'port on the loopback address', wholeNumber, 4000)
  return addWorkOptions(addLabOptions(command))
    .addHelpText(
      'after',
      `\nExamples:\n  npm start\n  npm start -- --port 4001 --data /data/lab\n${environmentHelp}`,
    )
    .action(async (flags: Omit<ServeFlags, 'worker'>) => {
      const backend = flags.backend ?? process.env.MITOSCOPE_BACKEND
      if (!backend || backend === 'tensorflow') await setUp()
      // The log of a server says more than somebody at a terminal wants to read.
      process.env.MITOSCOPE_LOG ||= 'warn'
      await untilStopped((signal) =>
        serveLab({ ...flags, worker: true }, signal, (lab, url) => present(lab, url, flags, signal)),
      )
    })
}

async function present(
  lab: Lab,
  url: string,
  flags: Omit<ServeFlags, 'worker'>,
  signal: AbortSignal,
): Promise<void> {
  process.stdout.write(`Mitoscope is at ${url}/graphql (CTRL-C stops it)\n\n${queries}\n\n`)
  const sweep = await startDefaultSweep(lab, localActor)
  if (!sweep.report) await announce(flags.backend)
  const progress = showProgress()
  try {
    const report = await followSweep(lab, sweep.id, progress, signal)
    progress.clear()
    if (report) await show(report, resolve(flags.data, 'figures'))
    else process.stdout.write(await explain(lab, sweep.id))
  } catch (error) {
    if (!signal.aborted) throw error
    progress.clear()
    throw new Interrupted('SIGINT')
  }
}

/** Says how long the default sweep takes here, from a second of training. */
async function announce(backend?: string): Promise<void> {
  const { widths, seeds, contrasts } = defaultSweep
  const speed = await measureSpeed(backend)
  const seconds = estimateSweep(defaultSweep, {
    ...speed,
    flopsPerSecond: shareBesideOthers * speed.flopsPerSecond,
    processes: speed.gpu ? 1 : availableParallelism(),
  })
  process.stderr.write(
    `Default sweep: MNIST, widths ${widths.join(', ')}; seeds ${seeds.join(' and ')}, and weight decay ` +
      `${contrasts[0].weightDecay} as the contrast. Training takes about ${formatDuration(seconds)} on ` +
      `${speed.device}; stopped, it continues where it was.\n`,
  )
}

async function show(report: SlimReport, folder: string): Promise<void> {
  const { sweepFigures } = await import('@mitoscope/figures')
  await writeFiles(
    sweepFigures(report).map(({ id, svg }) => ({ path: join(folder, `${id}.svg`), content: svg })),
  )
  process.stdout.write(`${describeReport(report)}\n\nFigures: ${relative('.', folder)}/*.svg\n`)
}

async function explain(lab: Lab, sweepId: string): Promise<string> {
  const sweep = await findSweep(lab, localActor, sweepId)
  if (!sweep || sweep.deletedAt)
    return 'The default sweep was deleted; start one of your own with startSweep.\n'
  return 'The default sweep is not complete: ask the server for its jobs with { jobs { nodes { state failure { message } } } }, and continue it with mutation { runMissing(input: { id: "ID" }) { sweep { id } } }, its ID from { sweeps { nodes { id } } }.\n'
}
