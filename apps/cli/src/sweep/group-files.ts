import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeState, encodeNetwork, encodeSafetensors, encodeState } from '@mitoscope/training'
import type { Network, NamedTensor, RunGroup, TrainingState } from '@mitoscope/training'
import type { RunRecord } from './run-record.ts'
import { runFiles, type SweepFolder } from './sweep-folder.ts'
import { writeFileAtomically } from '@mitoscope/lab/local-files'

/** A state to continue from, with the seconds spent so far. */
export interface SavedState {
  readonly state: TrainingState
  readonly seconds: number
}

/** Saves where a group is, in place of what was saved before. */
export async function saveState(
  folder: SweepFolder,
  group: RunGroup,
  { state, seconds }: SavedState,
): Promise<void> {
  const notes = { runs: JSON.stringify(group.runs.map(({ name }) => name)), seconds: String(seconds) }
  await writeFileAtomically(statePath(folder, group), encodeState(state, notes))
}

/**
 * The saved state of a group's runs, or undefined when there is none that serves: nothing was saved, the runs were
 * grouped otherwise (on another device), or the file is damaged. Then the group starts again from its seeds.
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

/** Keeps the parameters of a run after an epoch. */
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

/** Writes what is left of a run and moves its folder among the finished ones, in one step. */
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

/** Removes what is no longer needed once all runs of a group are finished. */
export async function forgetGroup(folder: SweepFolder, group: RunGroup): Promise<void> {
  await rm(join(folder.unfinished, group.name), { recursive: true, force: true })
}

function statePath(folder: SweepFolder, group: RunGroup): string {
  return join(folder.unfinished, group.name, 'state.safetensors')
}
