import { findInterpolationEpoch, listCheckpoints, planOf, taskOf } from '@mitoscope/training'
import type { PreparedDataset, RunGroup, SweepConfig, TrainingState } from '@mitoscope/training'
import { representNetwork, trainRuns, type TrainingHooks } from '@mitoscope/training/compute'
import type { Backend } from '@mitoscope/tensor/compute'
import { finishRun, forgetGroup, loadState, saveCheckpoint, saveState } from './group-files.ts'
import { loadStartingNetwork, type StartingNetwork } from './starting-networks.ts'
import type { RunRecord } from './run-record.ts'
import type { SweepFolder } from './sweep-folder.ts'
import { formatVersion, mitoscopeVersion } from './sweep-record.ts'

/** Environment in which a process trains its groups. */
export interface GroupContext {
  readonly backend: Backend
  readonly data: PreparedDataset
  readonly config: SweepConfig
  readonly folder: SweepFolder
  /** Milliseconds between two saved states. */
  readonly saveEvery: number
}

/** Trains a group from its saved state, if any, and writes its runs. Rejects with the signal's reason when aborted. */
export async function trainGroup(
  context: GroupContext,
  group: RunGroup,
  { onProgress, signal }: Pick<TrainingHooks, 'onProgress' | 'signal'>,
): Promise<void> {
  const { backend, data, config, folder, saveEvery } = context
  const saved = await loadState(folder, group)
  const start = await loadStartingNetwork(folder, group.width)
  const began = performance.now()
  const secondsSpent = () => (saved?.seconds ?? 0) + (performance.now() - began) / 1_000
  const save = (state: TrainingState) => saveState(folder, group, { state, seconds: secondsSpent() })
  let savedAt = performance.now()
  const final = await trainRuns(backend, data, taskOf(config, group.width, group.runs), {
    resumeFrom: saved?.state ?? (start && stateAtStart(start, group)),
    onProgress,
    signal,
    async onCheckpoint(epoch, networks) {
      for (const [i, { name }] of group.runs.entries()) {
        await saveCheckpoint(folder, group, name, epoch, networks[i])
      }
    },
    async onEpoch(epoch, capture) {
      if (performance.now() - savedAt < saveEvery || epoch === config.epochs) return
      await save(await capture())
      savedAt = performance.now()
    },
  })
  const seconds = secondsSpent()
  // A group that is killed while its finished runs are written then needs no further training.
  if (group.runs.length > 1) await save(final)
  const plan = planOf(config, group.width, data)
  for (const [i, run] of group.runs.entries()) {
    signal?.throwIfAborted()
    const record = {
      ...describeRun(context, group, seconds),
      ...run,
      ...describeHistory(final, i),
      ...(start && { startedFrom: start.hash }),
    }
    const representation = await representNetwork(backend, plan, final.runs[i].network, data)
    await finishRun(folder, group, record, representation)
  }
  await forgetGroup(folder, group)
}

/** Returns the state before training with a given network. */
function stateAtStart({ network }: StartingNetwork, { runs }: RunGroup): TrainingState {
  return { epoch: 0, runs: runs.map(() => ({ network, optimiser: [], history: [] })) }
}

function describeHistory(
  { runs }: TrainingState,
  i: number,
): Pick<RunRecord, 'history' | 'interpolationEpoch'> {
  const { history } = runs[i]
  return { history, interpolationEpoch: findInterpolationEpoch(history) }
}

function describeRun({ backend, data, config }: GroupContext, group: RunGroup, seconds: number) {
  return {
    formatVersion,
    mitoscope: mitoscopeVersion,
    config,
    backend: backend.name,
    device: backend.device,
    parameters: planOf(config, group.width, data).parameters,
    trainedWith: group.runs.map(({ name }) => name),
    seconds,
    means: data.means,
    deviations: data.deviations,
    checkpoints: listCheckpoints(config),
  }
}
