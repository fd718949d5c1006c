import {
  BadInput,
  decompress,
  isKind,
  openPickledArray,
  pickledBytes,
  printable,
  PYTHON_2,
  unpickle,
  type PickleDict,
} from '@mitoscope/formats'
import { asDataset, BadDataset, type NamedBytes } from '../dataset.ts'
import { cifarPixels, type CifarPart } from './cifar-images.ts'

/**
 * Decodes the images of one of the Python files: a dictionary whose "data" is [count, 3,072] bytes in three planes
 * each, and whose list `key` has their labels. Throws BadDataset.
 */
export function decodePicklePart(file: NamedBytes, key: string): CifarPart {
  const bytes = asDataset(() => decompress(file))
  const badFile = (problem: string) =>
    new BadDataset(file.name, problem, 'Give the file of the Python version as published')
  const { entries } = decodeDictionary({ name: file.name, bytes }, badFile)
  const data = entries.get('data')
  const labels = entries.get(key)
  if (!isKind(data, 'array') || !data.content)
    throw badFile(`its dictionary has no array "data" but ${listKeys(entries)}`)
  if (!isKind(labels, 'list')) throw badFile(`its dictionary has no list "${key}" but ${listKeys(entries)}`)
  const { shape, dtype } = asPickle(file.name, () => openPickledArray(data, file.name, 'data'))
  if (dtype !== 'u8') throw badFile(`its "data" are of type ${dtype}, expected u8 (bytes)`)
  if (data.content.fortran) throw badFile('its "data" are not stored row by row')
  if (shape.length !== 2 || shape[1] !== cifarPixels)
    throw badFile(`its "data" are ${shape.join(' × ')}, expected images × ${cifarPixels}`)
  if (labels.items.length !== shape[0])
    throw badFile(`it has ${labels.items.length} ${key} for its ${shape[0]} images`)
  const wrong = labels.items.findIndex(
    (label) => !(Number.isInteger(label) && Number(label) >= 0 && Number(label) < 256),
  )
  if (wrong >= 0)
    throw badFile(`label ${String(labels.items[wrong])} of image ${wrong} is not one of a class`)
  const values = pickledBytes(data.content.bytes)
  return {
    file: file.name,
    labels: Uint8Array.from(labels.items as number[]),
    planes: (i) => values.subarray(i * cifarPixels, (i + 1) * cifarPixels),
  }
}

/** Python 2 wrote the files as published, in protocol 2: any other is another file. */
function decodeDictionary({ name, bytes }: NamedBytes, badFile: (problem: string) => BadDataset): PickleDict {
  if (bytes[0] !== 0x80) throw new BadDataset(name, 'this is not a pickle of Python as published', AGAIN)
  if (bytes[1] !== 2)
    throw new BadDataset(name, `it is a pickle of protocol ${bytes[1]}, not of 2 as published`, AGAIN)
  const content = asPickle(name, () => unpickle(bytes, name, PYTHON_2))
  if (!isKind(content, 'dict')) throw badFile('it holds no dictionary')
  return content
}

const AGAIN = 'Download the file again'

/** Runs a reader of files; what it refuses is refused as a dataset, which is not saved again but fetched again. */
function asPickle<Result>(name: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    const part = error.tensor === undefined ? 'it' : `its "${error.tensor}"`
    throw new BadDataset(name, `${part} ${error.problem}`, AGAIN)
  }
}

function listKeys(entries: PickleDict['entries']): string {
  const found = [...entries.keys()].map((key) =>
    printable(typeof key === 'object' ? 'a key that is no text' : String(key)),
  )
  return found.slice(0, 24).join(', ') || 'nothing'
}
