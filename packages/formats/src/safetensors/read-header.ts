import { type ByteSource, damaged } from '../byte-source.ts'
import { printable } from '../bad-input.ts'
import { checkEntry, rejectGaps, type SafetensorsEntry } from './check-entries.ts'

const MOST_HEADER = 1 << 20

/** Tensors and metadata that a header lists. */
export interface SafetensorsHeader {
  readonly entries: readonly SafetensorsEntry[]
  /** Entries of "__metadata__" whose values are text. */
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Reads which tensors a safetensors file lists and where its data starts. Rejects with BadInput for anything
 * the format forbids.
 */
export async function readSafetensorsHeader(
  source: ByteSource,
): Promise<SafetensorsHeader & { readonly dataStart: number }> {
  const { name: file, size } = source
  const start = await source.read(0, Math.min(8, size))
  const length = safetensorsHeaderLength(start, size, file, MOST_HEADER)
  const header = parseSafetensorsHeader(await source.read(8, length), size - 8 - length, file)
  return { ...header, dataStart: 8 + length }
}

/**
 * Returns the length in bytes of the header of a file of `size` bytes, from the file's first 8. Throws
 * BadInput if the file is too short for it, or if it exceeds `most`.
 */
export function safetensorsHeaderLength(start: Uint8Array, size: number, file: string, most: number): number {
  if (size < 10) throw damaged(file, `has ${size} bytes, too few for a safetensors file`)
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true))
  if (length > size - 8)
    throw damaged(file, `says its header has ${length} bytes, but only ${size - 8} follow`)
  if (length > most) throw damaged(file, `has a header of ${length} bytes, more than ${nameBytes(most)}`)
  return length
}

function nameBytes(bytes: number): string {
  return bytes === MOST_HEADER ? '1 MB' : `${bytes} bytes`
}

/**
 * Parses a header that precedes `dataSize` bytes of data. Throws BadInput for anything the format forbids.
 */
export function parseSafetensorsHeader(bytes: Uint8Array, dataSize: number, file: string): SafetensorsHeader {
  const { __metadata__: metadata, ...fields } = parseHeader(bytes, file)
  const entries = Object.entries(fields).map(([name, value]) => checkEntry(name, value, file))
  rejectGaps(entries, dataSize, file)
  const isObject = typeof metadata === 'object' && metadata !== null
  const texts = Object.entries(isObject ? metadata : {}).filter(([, value]) => typeof value === 'string')
  return { entries, metadata: Object.fromEntries(texts) }
}

function parseHeader(bytes: Uint8Array, file: string): Readonly<Record<string, unknown>> {
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
  return fields as Record<string, unknown>
}

const PIECE = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * Finds the first key that occurs twice in one object of a valid JSON text, which JSON.parse would silently
 * merge.
 */
function findDuplicateKey(text: string): string | undefined {
  const objects: (Set<string> | undefined)[] = []
  let last = ''
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '{') objects.push(new Set())
    else if (piece === '[') objects.push(undefined)
    else if (piece === '}' || piece === ']') objects.pop()
    else if (piece === ':') {
      // Escapes may spell one key in two ways.
      const key: string = JSON.parse(last)
      const keys = objects.at(-1)
      if (keys?.has(key)) return key
      keys?.add(key)
    }
    last = piece
  }
  return undefined
}
