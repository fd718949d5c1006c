import type { ByteSource } from '../byte-source.ts'
import { damaged } from '../guard-source.ts'
import { printable } from '../printable.ts'
import { checkEntry, refuseGaps, type SafetensorsEntry } from './check-entries.ts'
import { findDuplicateKey } from './find-duplicate-key.ts'

const MOST_HEADER = 1 << 20

/** The tensors a safetensors file lists and where its data starts. Rejects with BadInput for what the format forbids. */
export async function readSafetensorsHeader(
  source: ByteSource,
): Promise<{ entries: readonly SafetensorsEntry[]; dataStart: number }> {
  const { name: file, size } = source
  if (size < 10) throw damaged(file, `has ${size} bytes, too few for a safetensors file`)
  const start = await source.read(0, 8)
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true))
  if (length > size - 8)
    throw damaged(file, `says its header has ${length} bytes, but only ${size - 8} follow`)
  if (length > MOST_HEADER) throw damaged(file, `has a header of ${length} bytes, more than 1 MB`)
  const fields = parseHeader(await source.read(8, length), file)
  const entries: SafetensorsEntry[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (name !== '__metadata__') entries.push(checkEntry(name, value, file))
  }
  refuseGaps(entries, size - 8 - length, file)
  return { entries, dataStart: 8 + length }
}

function parseHeader(bytes: Uint8Array, file: string): object {
  let text: string
  let fields: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    fields = JSON.parse(text)
  } catch {
    throw damaged(file, 'has a header that is no JSON')
  }
  if (!text.startsWith('{') || typeof fields !== 'object' || fields === null) {
    throw damaged(file, 'has a header that is no JSON object')
  }
  const duplicate = findDuplicateKey(text)
  if (duplicate !== undefined) throw damaged(file, `lists ${printable(duplicate)} twice in its header`)
  return fields
}
