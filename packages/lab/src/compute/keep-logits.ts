import { buffer } from 'node:stream/consumers'
import type { RunLogits } from '@mitoscope/analysis'
import { decodeSafetensors, encodeSafetensors } from '@mitoscope/formats'
import type { BlobStore } from '../blobs/blob-store.ts'
import { toStream } from './to-stream.ts'

/** Stores a run's logits: safetensors with logits.test [N, C] and labels.test [N]. */
export function putLogits(blobs: BlobStore, { rows, classes, values, labels }: RunLogits) {
  const tensors = [
    { name: 'logits.test', shape: [rows, classes], values },
    { name: 'labels.test', shape: [rows], values: labels },
  ]
  return blobs.put(toStream([...encodeSafetensors(tensors)]))
}

/** Reads the logits that putLogits stored. */
export async function readLogits(blobs: BlobStore, hash: string): Promise<RunLogits> {
  const { tensors } = decodeSafetensors(await buffer(blobs.read(hash)), `logits ${hash}`)
  const logits = tensors.get('logits.test')!
  const [rows, classes] = logits.shape
  const labels = tensors.get('labels.test')!.values as Int32Array
  return { rows, classes, values: logits.values as Float32Array, labels }
}
