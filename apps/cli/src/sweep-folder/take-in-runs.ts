import { access, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { takeInRun, type Lab } from '@mitoscope/lab'
import { listRuns, type SweepConfig } from '@mitoscope/training'
import { keyOf } from './export-runs.ts'
import { readRunRecord } from './run-record.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'

/**
 * Takes the finished runs of a sweep's folder into its lab, which does not know them if an earlier version trained them,
 * or if the lab was removed.
 */
export async function takeInRuns(
  lab: Lab,
  sweepId: string,
  folder: SweepFolder,
  config: SweepConfig,
  onNotice?: (text: string) => void,
): Promise<void> {
  const waiting = await lab.db
    .selectFrom('trainingRun')
    .select(['id', 'width', 'seed', 'weightDecay'])
    .where('sweepId', '=', sweepId)
    .where('state', '=', 'queued')
    .where('deletedAt', 'is', null)
    .execute()
  const idOf = new Map(waiting.map((run) => [keyOf(run), run.id]))
  let taken = 0
  for (const run of listRuns(config)) {
    const id = idOf.get(keyOf(run))
    const record = id && (await readRunRecord(folder, run.name))
    if (!id || !record) continue
    const place = join(folder.runs, run.name)
    const { history, interpolationEpoch, backend, device, checkpoints, startedFrom } = record
    const { parameters, seconds, trainedWith, means, deviations } = record
    const facts = { parameters, seconds, trainedWith, means, deviations }
    const isTaken = await takeInRun(lab, id, {
      history,
      interpolationEpoch,
      backend,
      device,
      facts: { ...facts, ...(startedFrom !== undefined && { startedFrom }) },
      checkpoints: checkpoints.map((epoch) => ({ epoch, path: join(place, runFiles.checkpoint(epoch)) })),
      representation: join(place, runFiles.representation),
    })
    if (isTaken) taken++
  }
  if (taken > 0) onNotice?.(`${taken} runs that were trained before are taken over`)
  if (await removeFormerStates(folder))
    onNotice?.(
      'Runs that an earlier version did not finish are trained from their first epoch, with the same numbers',
    )
}

/** Removes the states that earlier versions kept of unfinished runs. Returns true if there were any. */
async function removeFormerStates({ unfinished }: SweepFolder): Promise<boolean> {
  const names = await readdir(unfinished).catch((): string[] => [])
  const found = await Promise.all(names.map((name) => exists(join(unfinished, name, 'state.safetensors'))))
  if (!found.includes(true)) return false
  await rm(unfinished, { recursive: true, force: true })
  return true
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
