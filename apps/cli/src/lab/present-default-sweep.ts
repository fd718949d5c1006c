import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import {
  findSweep,
  type KnownMachine,
  type Lab,
  localActor,
  type SlimReport,
  startDefaultSweep,
  type Sweep,
} from '@mitoscope/lab'
import { toGlobalId } from '@mitoscope/server'
import { defaultSweep } from '@mitoscope/training'
import { writeFiles } from '../files/write-files.ts'
import { describeReport } from '../terminal/describe-report.ts'
import { formatDuration, showProgress } from '../terminal/show-progress.ts'
import { Interrupted } from '../terminal/until-interrupted.ts'
import { findProgress, followSweep, isTraining } from './follow-sweep.ts'
import type { WorkFlags } from './lab-settings.ts'
import { measureSpeed } from './measure-speed.ts'
import type { ServeFlags, Serving } from './serve-lab.ts'

/** Share of its speed that a process keeps while others use the same memory. */
const shareBesideOthers = 0.75

/** Queries that a new user of a lab may send, as in schema/operations. */
export const firstQueries = [
  '{ models { nodes { name widths { width weightDecay runCount testError { mean std } criticalWidth { mean } groups { mean low high } } } } }',
  '{ runs(first: 5, orderBy: [{ field: WIDTH, direction: DESC }]) { nodes { name state analyses(measures: ["critical-width"]) { scalars { name value } } metric(name: "testError") { last min } } } }',
  '{ sweeps { nodes { name progress { state fraction secondsLeft } report { series { sentence } } } } }',
]

const queries = ['Three queries to try at URL/graphql:', ...firstQueries].join('\n  ')

/** Presents a lab in `mitoscope start`: example queries, and the default sweep up to its report. */
export function presentDefaultSweep(flags: Omit<ServeFlags, 'worker'>, signal: AbortSignal): Serving {
  let machine: KnownMachine | undefined
  return {
    async beforeWork(lab, url) {
      process.stdout.write(`Mitoscope is at ${url} (CTRL-C stops it)\n\n${queries.replace('URL', url)}\n\n`)
      const sweep = await startDefaultSweep(lab, localActor)
      await showInBrowser(`${url}/sweep?id=${toGlobalId('Sweep', sweep.id)}`)
      // Before the work starts, which would share the CPU with the measurement.
      if (isTraining(await findProgress(lab, sweep))) machine = await announce(lab, sweep, flags)
    },
    async besideWork(lab) {
      const { id } = await startDefaultSweep(lab, localActor)
      const progress = showProgress()
      try {
        const report = await followSweep(lab, id, progress, signal, machine)
        progress.clear()
        if (report) await show(report, resolve(flags.data, 'figures'))
        else process.stdout.write(await explain(lab, id))
      } catch (error) {
        if (!signal.aborted) throw error
        progress.clear()
        throw new Interrupted('SIGINT')
      }
    },
  }
}

/**
 * Prints an estimate of the default sweep's duration with analyses and report, from a second of training. Returns the
 * measured speed.
 */
async function announce(lab: Lab, sweep: Sweep, { backend, device }: WorkFlags): Promise<KnownMachine> {
  const { widths, seeds, contrasts } = defaultSweep
  const speed = await measureSpeed(backend)
  const rates = { ...speed, flopsPerSecond: shareBesideOthers * speed.flopsPerSecond }
  const workers = device?.length ?? (speed.gpu ? 1 : availableParallelism())
  const machine = { rates, workers }
  const { secondsLeft } = await findProgress(lab, sweep, machine)
  process.stderr.write(
    `Default sweep: MNIST, widths ${widths.join(', ')}; seeds ${seeds.join(' and ')}, and weight decay ` +
      `${contrasts[0].weightDecay} as the contrast. With its analyses and its report it takes about ` +
      `${formatDuration(secondsLeft ?? 0)} on ${speed.device}; stopped, it continues where it was.\n`,
  )
  return machine
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
  return 'The default sweep is not complete: ask the server for its jobs with { jobs { nodes { state failure { message } } } }, and continue it with mutation { completeSweep(input: { id: "ID" }) { sweep { id } } }, its ID from { sweeps { nodes { id } } }.\n'
}

/**
 * Opens a page in a browser if the user sits at a terminal of a machine with a screen. Otherwise the printed address
 * suffices.
 */
async function showInBrowser(url: string): Promise<void> {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env
  const screen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY
  if (!process.stdout.isTTY || CI || SSH_CONNECTION || !screen) return
  const { default: open } = await import('open')
  // A missing browser is not an error.
  await open(url).catch(() => {})
}
