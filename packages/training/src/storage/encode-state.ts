import type { EpochRecord, RunState, TrainingState } from '../runs/training-state.ts'
import {
  type DecodedSafetensors,
  decodeSafetensors,
  encodeSafetensors,
  type NamedTensor,
} from '@mitoscope/formats'
import { decodeNetwork, encodeNetwork } from './encode-network.ts'

/** Text stored with a state, under names other than "epoch" and "history". */
export type StateNotes = Readonly<Record<string, string>>

/** Encodes a state bit for bit, as safetensors with the epoch, the histories and the notes in the metadata. */
export function encodeState(state: TrainingState, notes: StateNotes = {}): Generator<Uint8Array> {
  const tensors = state.runs.flatMap(({ network, optimiser }, run) => [
    ...encodeNetwork(network, `${run}.network.`),
    ...encodeNetwork({ tensors: optimiser }, `${run}.optimiser.`),
  ])
  const history = state.runs.map((run) => run.history)
  return encodeSafetensors(tensors, {
    ...notes,
    epoch: String(state.epoch),
    history: JSON.stringify(history),
  })
}

/** Decodes the result of `encodeState`. Throws an Error that names the file and the problem if it is anything else. */
export function decodeState(bytes: Uint8Array, file: string): { state: TrainingState; notes: StateNotes } {
  const decoded = decodeSafetensors(bytes, file)
  const { epoch, history, ...notes } = decoded.metadata
  if (epoch === undefined || history === undefined) throw new Error(`${file} is not the state of a training`)
  const runs = (JSON.parse(history) as EpochRecord[][]).map((records, run): RunState => {
    return {
      network: decodeNetwork(decoded, `${run}.network.`),
      optimiser: decodeOptimiser(decoded, run),
      history: records,
    }
  })
  return { state: { epoch: Number(epoch), runs }, notes }
}

function decodeOptimiser(decoded: DecodedSafetensors, run: number): NamedTensor[] {
  // The first version stored the velocities of fully connected layers.
  const before = `${run}.velocity.`
  if (decoded.tensors.has(`${before}layers.0`)) {
    return encodeNetwork(decodeNetwork(decoded, before), 'velocity.')
  }
  const prefix = `${run}.optimiser.`
  return [...decoded.tensors.values()].flatMap((tensor) =>
    tensor.name.startsWith(prefix) ? [{ ...tensor, name: tensor.name.slice(prefix.length) }] : [],
  )
}
