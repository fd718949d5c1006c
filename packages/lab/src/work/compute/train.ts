import { sweepOf } from '../../records/training/run-settings.ts'
import type { TrainInput, TrainOutput } from '../kinds/train-messages.ts'
import { loadDataset } from './load-dataset.ts'
import type { JobBody } from './job-body.ts'
import { TrainingGroup } from './training-group.ts'
import { loadState } from './training-state.ts'

/** Milliseconds for which a group waits for its missing runs: their jobs may have been cancelled meanwhile. */
const maxWaitMs = 500

/** Groups that train or wait, by their ids. */
const groups = new Map<string, { readonly group: TrainingGroup; start(): void }>()

/**
 * Trains one run from its last saved state and computes the representation of its final network: alone, or together
 * with others whose attempts name the same group. Interruptions do not change the numbers.
 */
export const train: JobBody = async (input, context): Promise<TrainOutput> => {
  const given = input as TrainInput
  const { settings, state: stateHash } = given
  const { report, together, signal } = context
  report({ phase: 'reading', fraction: 0 })
  const data = await loadDataset(sweepOf(settings), context.dataFolder, (log) =>
    report({ phase: 'reading', fraction: 0, log }),
  )
  const saved = stateHash === null ? undefined : await loadState(context, stateHash)
  signal.throwIfAborted()
  // Before its first epoch, a state is the network that the run was given.
  if (saved && saved.state.epoch > 0)
    report({ phase: 'training', fraction: 0, log: `Continues after epoch ${saved.state.epoch}` })
  const { id, size } = together ?? { id: given.run, size: 1 }
  const { group, start } = groups.get(id) ?? openGroup(id, data)
  const output = group.add(given, context, saved)
  if (group.size >= size) start()
  return output
}

function openGroup(id: string, data: ConstructorParameters<typeof TrainingGroup>[0]) {
  const group = new TrainingGroup(data, () => groups.delete(id))
  let timer: NodeJS.Timeout | undefined
  let isStarted = false
  const start = () => {
    clearTimeout(timer)
    if (isStarted) return
    isStarted = true
    void group.work()
  }
  timer = setTimeout(start, maxWaitMs)
  const opened = { group, start }
  groups.set(id, opened)
  return opened
}
