import { rm } from 'node:fs/promises'
import { findSweepInFolder, localActor, startFrom, startSweepInFolder, type Lab } from '@mitoscope/lab'
import { openLab } from '@mitoscope/lab/open'
import { startWorker } from '@mitoscope/lab/worker'
import type { SweepConfig } from '@mitoscope/training'
import { followSweep } from '../lab/follow-sweep.ts'
import { openLog } from '../lab/open-named-lab.ts'
import { aborted } from '../lab/serve-lab.ts'
import { toWorkerOptions } from '../lab/lab-settings.ts'
import { RemoteError } from '../remote/server-address.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { exportRuns } from './export-runs.ts'
import { saveStartingNetworks, type StartingFile } from './starting-networks.ts'
import type { SweepFolder, SweepOptions } from './sweep-folder.ts'
import { takeInRuns } from './take-in-runs.ts'
import { rejectHopeless, watchTrainings } from './watch-trainings.ts'

/** Trains a sweep in the lab of its folder, and writes each run's files once it is trained. */
export async function trainInLab(
  folder: SweepFolder,
  config: SweepConfig,
  starts: readonly StartingFile[],
  options: SweepOptions,
): Promise<void> {
  const lab = await openLab({ folder: folder.lab, log: openLog('silent') })
  let isEmpty = true
  try {
    const networks = await saveStartingNetworks(folder, config, starts, await findBegun(lab))
    const { id } = await startSweepInFolder(lab, localActor, config)
    await takeInRuns(lab, id, folder, config, options.onNotice)
    await startFrom(lab, id, networks)
    try {
      await work(lab, id, folder, config, options)
    } finally {
      options.progress.clear()
      isEmpty = (await findBegun(lab)).size === 0
    }
    await rejectHopeless(lab, id)
    await rejectUntrained(lab, id)
  } finally {
    await lab.close()
    // A sweep that could not start leaves nothing.
    if (isEmpty) await rm(folder.lab, { recursive: true, force: true })
  }
}

/** Runs a worker until no training of the sweep waits or runs. */
async function work(
  lab: Lab,
  sweepId: string,
  folder: SweepFolder,
  config: SweepConfig,
  { dataFolder, backend, processes, times, progress, onNotice, signal }: SweepOptions,
): Promise<void> {
  const given = toWorkerOptions({ dataFolder, backend })
  const ended = new AbortController()
  const stop = AbortSignal.any([signal, ended.signal])
  const exporting = () => exportRuns(lab, sweepId, folder, config)
  const watching = watchTrainings(lab, sweepId, { exporting, onNotice, progress, signal: stop })
  // What it finds counts when the worker has started too.
  watching.catch(() => {})
  const starting = startWorker(lab, {
    ...given,
    processors: processes,
    times: { ...given.times, ...times },
    // Nothing but this command uses the lab: beside other programs it gets what the command itself would get.
    givesWay: false,
  })
  try {
    await Promise.race([starting, aborted(signal)])
    await Promise.race([followSweep(lab, sweepId, progress, stop), watching])
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    ended.abort()
    await watching.catch(() => {})
    await starting.then((worker) => worker.stop()).catch(() => {})
    await exporting()
  }
}

/** Widths of which runs are trained, or have a state to continue from. */
async function findBegun(lab: Lab): Promise<Set<number>> {
  const sweep = await findSweepInFolder(lab)
  if (!sweep) return new Set()
  const rows = await lab.db
    .selectFrom('trainingRun')
    .innerJoin('job', 'job.subjectId', 'trainingRun.id')
    .select('width')
    .where('sweepId', '=', sweep.id)
    .where((e) => e.or([e('trainingRun.state', '=', 'finished'), e('job.stateBlob', 'is not', null)]))
    .execute()
  return new Set(rows.map(({ width }) => width))
}

/** Rejects with RemoteError if a run of the sweep was not trained. */
async function rejectUntrained({ db }: Lab, sweepId: string): Promise<void> {
  const runs = await db
    .selectFrom('trainingRun')
    .select(['name', 'state', 'failure'])
    .where('sweepId', '=', sweepId)
    .where('deletedAt', 'is', null)
    .execute()
  const untrained = runs.filter(({ state }) => state !== 'finished')
  if (untrained.length === 0) return
  const [{ name, state, failure }] = untrained
  const exitCode = untrained.length < runs.length ? exitCodes.partlyDone : exitCodes.failed
  throw new RemoteError(
    `${untrained.length} of ${runs.length} runs are not trained, ${name} for one: ${failure?.message ?? state}. ` +
      'Start the sweep again: it continues from the last saved epochs.',
    exitCode,
  )
}
