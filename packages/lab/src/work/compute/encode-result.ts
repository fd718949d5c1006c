import { randomUUID } from 'node:crypto'
import { listArrays, type MeasureResult } from '@mitoscope/analysis'
import type { ArrayPlace } from '../../platform/database/tables.ts'

/** Result as the stored JSON bytes, and the position of each of its arrays in them. */
export interface EncodedResult {
  readonly chunks: readonly Uint8Array[]
  readonly arrays: readonly ArrayPlace[]
}

/**
 * Encodes a result so that each array is one byte range, which can be read without the rest. Arrays that are
 * fields of the result are written once; others, such as the neurons of all groups, are added as `arrays`.
 */
export function encodeResult(result: MeasureResult): EncodedResult {
  const arrays = listArrays(result.result)
  const mark = randomUUID()
  const added: Record<string, unknown> = {}
  const marks = new Map<unknown, string>()
  for (const [i, { name, values, columns }] of arrays.entries()) {
    if (columns) added[name] = values
    marks.set(values, `${mark} ${i}`)
  }
  const text = JSON.stringify({ ...result, arrays: added }, (_, value) => marks.get(value) ?? value)
  const chunks: Uint8Array[] = []
  const places: ArrayPlace[] = []
  let at = 0
  const write = (part: string) => {
    const bytes = Buffer.from(part)
    chunks.push(bytes)
    at += bytes.length
  }
  for (const [i, part] of text.split(new RegExp(`"${mark} (\\d+)"`)).entries()) {
    if (i % 2 === 0) {
      write(part)
      continue
    }
    const { name, shape, columns, values } = arrays[Number(part)]
    const start = at
    write(JSON.stringify(values))
    places.push({ name, shape, start, end: at, ...(columns && columns.length > 0 && { columns }) })
  }
  return { chunks, arrays: places }
}
