import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { findTrained, listTrained, type Lab, type TrainedRun } from '@mitoscope/lab'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import { listRuns, type SweepConfig, type SweepRun } from '@mitoscope/training'
import { readRunRecord, type RunRecord } from './run-record.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'
import { formatVersion, mitoscopeVersion } from './sweep-record.ts'

/** Writes the files of a sweep's finished runs that are not in its folder yet. */
export async function exportRuns(
  lab: Lab,
  sweepId: string,
  folder: SweepFolder,
  config: SweepConfig,
): Promise<void> {
  const planned = new Map(listRuns(config).map((run) => [keyOf(run), run]))
  for (const row of await listTrained(lab, sweepId)) {
    // By what it is, because people may change its name.
    const run = planned.get(keyOf(row))
    if (!run || (await readRunRecord(folder, run.name))) continue
    const trained = await findTrained(lab, row)
    if (trained) await writeRun(lab, folder, describe(config, run, trained), trained)
  }
}

export function keyOf({ width, seed, weightDecay }: Readonly<Record<keyof Omit<SweepRun, 'name'>, unknown>>) {
  return `${width} ${seed} ${weightDecay}`
}

/** Writes the files of a run and moves its folder to the finished ones, in one step. */
async function writeRun(lab: Lab, folder: SweepFolder, record: RunRecord, trained: TrainedRun) {
  const from = join(folder.unfinished, record.name)
  await rm(from, { recursive: true, force: true })
  const write = async (hash: string, name: string) => {
    await mkdir(dirname(join(from, name)), { recursive: true })
    await pipeline(lab.blobs.read(hash), createWriteStream(join(from, name), { flush: true }))
  }
  for (const { epoch, hash } of trained.checkpoints) await write(hash, runFiles.checkpoint(epoch))
  await write(trained.representation, runFiles.representation)
  await writeFileAtomically(join(from, runFiles.record), `${JSON.stringify(record, null, 2)}\n`)
  await mkdir(folder.runs, { recursive: true })
  await rename(from, join(folder.runs, record.name))
}

function describe(config: SweepConfig, run: SweepRun, trained: TrainedRun): RunRecord {
  const { facts, history, interpolationEpoch, backend, device, checkpoints } = trained
  const { parameters = 0, seconds = 0, trainedWith = [run.name], means = [], deviations = [] } = facts
  return {
    formatVersion,
    mitoscope: mitoscopeVersion,
    config,
    backend: backend ?? '',
    device: device ?? '',
    parameters,
    trainedWith,
    seconds,
    means,
    deviations,
    checkpoints: checkpoints.map(({ epoch }) => epoch),
    ...run,
    history,
    interpolationEpoch,
    ...(facts.startedFrom !== undefined && { startedFrom: facts.startedFrom }),
  }
}
