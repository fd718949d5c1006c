import {
  type DecodedSafetensors,
  decodeSafetensors,
  encodeSafetensors,
  type NamedTensor,
} from '@mitoscope/formats'
import { splitLayers } from '../architectures/linear-network.ts'
import type { LinearLayer, Network } from '../architectures/network.ts'
import type { EpochRecord, RunState, TrainingState } from '../runs/training-state.ts'

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

/** Returns the tensors of a network with PyTorch's names and layouts; `prefix` goes before each name. */
export function encodeNetwork({ tensors }: Network, prefix = ''): NamedTensor[] {
  return tensors.map((tensor) => ({ ...tensor, name: `${prefix}${tensor.name}` }))
}

/**
 * Returns the network whose names begin with `prefix`, from a file of `encodeNetwork` or of a PyTorch module. Counters
 * of batches, which nothing depends on, are dropped. Also decodes the form of earlier versions: fully connected layers
 * "layers.0", "layers.1", … of shape [outputs, inputs + 1] with the bias in the last column. Throws an Error if there
 * is no network.
 */
export function decodeNetwork({ tensors }: DecodedSafetensors, prefix = ''): Network {
  const own = [...tensors.values()]
    .filter(({ name }) => name.startsWith(prefix) && !name.endsWith('.num_batches_tracked'))
    .map((tensor) => ({ ...tensor, name: tensor.name.slice(prefix.length) }))
  const integers = own.find(({ values }) => !(values instanceof Float32Array))
  if (integers) throw new Error(`"${prefix}${integers.name}" holds integers, not floating-point numbers`)
  if (own.length === 0)
    throw new Error(`it holds no network${prefix && ` "${prefix}…"`}${listFound(tensors)}`)
  return own.every(isJoined) ? splitLayers({ layers: own.map(toLayer) }) : { tensors: own }
}

/** Returns true for a layer of the first version, whose layers are numbered consecutively. */
function isJoined({ name, shape }: NamedTensor, index: number): boolean {
  return name === `layers.${index}` && shape.length === 2
}

function toLayer({ shape: [outputs, columns], values }: NamedTensor): LinearLayer {
  return { inputs: columns - 1, outputs, values: values as Float32Array }
}

function listFound(tensors: DecodedSafetensors['tensors']): string {
  const found = [...tensors.values()].map(({ name, shape }) => `"${name}" [${shape.join(', ')}]`)
  if (found.length === 0) return ', nor any tensor'
  return `; found ${found.slice(0, 24).join(', ')}${found.length > 24 ? ` and ${found.length - 24} more` : ''}`
}
