import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  BadInput,
  encodeSafetensors,
  isFloat,
  loadValues,
  printableList,
  recognizeFormat,
} from '@mitoscope/formats'
import { openSources } from '@mitoscope/lab/local-files'
import { RemoteError } from '../remote/server-address.ts'

/** Parses pairs of names, THEIRS=OURS. Throws RemoteError for another text, or a name that comes twice. */
export function parseMap(pairs: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const pair of pairs) {
    const [, from, to] = /^([^=]+)=([^=]+)$/.exec(pair) ?? []
    if (from === undefined || map.has(from) || [...map.values()].includes(to))
      throw new RemoteError(`--map: "${pair}" names no tensor, or one again. Write NAME-IN-FILE=NAME-HERE, for example features=features.test.`) // prettier-ignore
    map.set(from, to)
  }
  return map
}

/**
 * Writes a copy of a file in which the tensors of a map have their names here, and which has no other tensors; as
 * safetensors, in 32-bit numbers. Rejects with RemoteError if the file lacks one of them.
 */
export async function renameTensors(
  file: string,
  map: ReadonlyMap<string, string>,
  target: string,
): Promise<void> {
  const { sources, close } = await openSources([file])
  try {
    const [source] = sources
    const format = await recognizeFormat(source)
    if (!format)
      throw new RemoteError(`${file} is in no known format. Save its tensors as .npz or .safetensors.`)
    const { tensors } = await format.read(source)
    const named = []
    for (const [from, to] of map) {
      const tensor = tensors.find(({ name }) => name === from)
      if (!tensor) {
        const has = printableList(tensors.map(({ name }) => name ?? 'one without a name'))
        throw new RemoteError(
          `${file} has no tensor "${from}", which --map names; it has ${has}. Correct --map.`,
        )
      }
      const opened = await tensor.open(to)
      const values = await loadValues(opened)
      const kept = isFloat(opened.dtype) ? Float32Array.from(values) : Int32Array.from(values)
      named.push({ name: to, shape: opened.shape, values: kept })
    }
    await pipeline(Readable.from(encodeSafetensors(named)), createWriteStream(target))
  } catch (error) {
    throw error instanceof BadInput ? new RemoteError(error.message) : error
  } finally {
    await close()
  }
}
