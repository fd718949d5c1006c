import type { EpochRecord, RunState, TrainingState } from '../runs/training-state.ts'
import { decodeSafetensors } from './decode-safetensors.ts'
import { decodeNetwork, encodeNetwork } from './encode-network.ts'
import { encodeSafetensors } from './encode-safetensors.ts'

/** Text that is kept with a state, under names other than "epoch" and "history". */
export type StateNotes = Readonly<Record<string, string>>

/** Encodes a state bit for bit, as safetensors with the epoch, the histories and the notes in the metadata. */
export function encodeState(state: TrainingState, notes: StateNotes = {}): Generator<Uint8Array> {
  const tensors = state.runs.flatMap(({ network, velocity }, run) => [
    ...encodeNetwork(network, `${run}.network.`),
    ...encodeNetwork(velocity, `${run}.velocity.`),
  ])
  const history = state.runs.map((run) => run.history)
  return encodeSafetensors(tensors, {
    ...notes,
    epoch: String(state.epoch),
    history: JSON.stringify(history),
  })
}

/** Reads back what `encodeState` wrote. Throws an Error that says what is wrong when it is anything else. */
export function decodeState(bytes: Uint8Array): { state: TrainingState; notes: StateNotes } {
  const decoded = decodeSafetensors(bytes)
  const { epoch, history, ...notes } = decoded.metadata
  if (epoch === undefined || history === undefined) throw new Error('it is not the state of a training')
  const runs = (JSON.parse(history) as EpochRecord[][]).map((records, run): RunState => {
    return {
      network: decodeNetwork(decoded, `${run}.network.`),
      velocity: decodeNetwork(decoded, `${run}.velocity.`),
      history: records,
    }
  })
  return { state: { epoch: Number(epoch), runs }, notes }
}
