import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeState, encodeNetwork, encodeSafetensors, encodeState } from '@mitoscope/training'
import type { Network, NamedTensor, RunGroup, TrainingState } from '@mitoscope/training'
import type { RunRecord } from './run-record.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'
import { writeFileAtomically } from '@mitoscope/lab/local-files'

/** A state to continue from, with the seconds of training so far. */
export interface SavedState {
  readonly state: TrainingState
  readonly seconds: number
}

/** Saves the state of a group, in place of the last one. */
export async function saveState(
  folder: SweepFolder,
  group: RunGroup,
  { state, seconds }: SavedState,
): Promise<void> {
  const notes = { runs: JSON.stringify(group.runs.map(({ name }) => name)), seconds: String(seconds) }
  await writeFileAtomically(statePath(folder, group), encodeState(state, notes))
}

/**
 * Returns the saved state of a group's runs. Returns undefined if there is none, if the runs were grouped differently
 * (on another device), or if the file is damaged; then the group starts again from its seeds.
 */
export async function loadState(folder: SweepFolder, group: RunGroup): Promise<SavedState | undefined> {
  try {
    const { state, notes } = decodeState(await readFile(statePath(folder, group)))
    const names = JSON.parse(notes.runs) as string[]
    const indices = group.runs.map(({ name }) => names.indexOf(name))
    if (indices.includes(-1)) return undefined
    return {
      state: { epoch: state.epoch, runs: indices.map((index) => state.runs[index]) },
      seconds: Number(notes.seconds),
    }
  } catch {
    return undefined
  }
}

/** Saves the parameters of a run after an epoch. */
export async function saveCheckpoint(
  folder: SweepFolder,
  group: RunGroup,
  run: string,
  epoch: number,
  network: Network,
): Promise<void> {
  const path = join(folder.unfinished, group.name, run, runFiles.checkpoint(epoch))
  await writeFileAtomically(path, encodeSafetensors(encodeNetwork(network), { epoch: String(epoch) }))
}

/** Writes the remaining files of a run and moves its folder to the finished ones, in one step. */
export async function finishRun(
  folder: SweepFolder,
  group: RunGroup,
  record: RunRecord,
  representation: readonly NamedTensor[],
): Promise<void> {
  const from = join(folder.unfinished, group.name, record.name)
  await writeFileAtomically(join(from, runFiles.representation), encodeSafetensors(representation))
  await writeFileAtomically(join(from, runFiles.record), `${JSON.stringify(record, null, 2)}\n`)
  await mkdir(folder.runs, { recursive: true })
  await rename(from, join(folder.runs, record.name))
}

/** Removes the files that are not needed once all runs of a group are finished. */
export async function forgetGroup(folder: SweepFolder, group: RunGroup): Promise<void> {
  await rm(join(folder.unfinished, group.name), { recursive: true, force: true })
}

function statePath(folder: SweepFolder, group: RunGroup): string {
  return join(folder.unfinished, group.name, 'state.safetensors')
}
