import { BadDataset } from '../bad-dataset.ts'
import type { NamedBytes } from '../dataset.ts'
import { decompress } from '../decompress.ts'
import { readPickle } from '../pickle/read-pickle.ts'
import { isArray } from '../pickle/rebuild-array.ts'
import { cifarPixels, type CifarPart } from './cifar-images.ts'

/**
 * Decodes the images of one of the Python files: a dictionary whose "data" is [count, 3,072] bytes in three planes
 * each, and whose list `key` has their labels. Throws BadDataset.
 */
export function readPicklePart(file: NamedBytes, key: string): CifarPart {
  const content = readPickle({ name: file.name, bytes: decompress(file) })
  const refuse = (problem: string) =>
    new BadDataset(file.name, problem, 'Give the file of the Python version as published')
  if (!(content instanceof Map)) throw refuse('it holds no dictionary')
  const data = content.get('data')
  const labels = content.get(key)
  if (!isArray(data)) throw refuse(`its dictionary has no array "data" but ${keys(content)}`)
  if (!Array.isArray(labels)) throw refuse(`its dictionary has no list "${key}" but ${keys(content)}`)
  const { shape, values } = data
  if (shape.length !== 2 || shape[1] !== cifarPixels)
    throw refuse(`its "data" are ${shape.join(' × ')}, expected images × ${cifarPixels}`)
  if (labels.length !== shape[0]) throw refuse(`it has ${labels.length} ${key} for its ${shape[0]} images`)
  const wrong = labels.findIndex(
    (label) => !(Number.isInteger(label) && Number(label) >= 0 && Number(label) < 256),
  )
  if (wrong >= 0) throw refuse(`label ${String(labels[wrong])} of image ${wrong} is not one of a class`)
  return {
    file: file.name,
    labels: Uint8Array.from(labels as number[]),
    planes: (i) => values.subarray(i * cifarPixels, (i + 1) * cifarPixels),
  }
}

function keys(content: ReadonlyMap<unknown, unknown>): string {
  const found = [...content.keys()].map((key) => JSON.stringify(key))
  return found.slice(0, 24).join(', ') || 'nothing'
}
