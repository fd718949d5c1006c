import { listRowSizes } from '@mitoscope/analysis'
import { formatCsvRow } from '@mitoscope/analysis/csv'
import { encodeNpyHeader } from '@mitoscope/formats'
import type { Actor } from '../../access/actor.ts'
import { mayRead } from '../../access/authorize.ts'
import type { ArrayPlace } from '../../../platform/database/tables.ts'
import type { Lab } from '../../../platform/lab/lab.ts'

export const arrayFormats = ['npy', 'csv', 'json'] as const
export type ArrayFormat = (typeof arrayFormats)[number]

/** Array of a result as the bytes of a file. */
export interface ArrayFile {
  readonly type: string
  /** Number of bytes, if known in advance. */
  readonly bytes?: number
  readonly chunks: AsyncIterable<Uint8Array>
}

/**
 * Opens an array of a finished analysis, by name, as .npy (float64) or CSV; the name "result" with JSON gives
 * the whole result. Returns undefined if there is none or the actor may not read it. Streams the bytes: the
 * array is never in memory as a whole.
 */
export async function openArray(
  lab: Lab,
  actor: Actor,
  analysisId: string,
  name: string,
  format: ArrayFormat,
): Promise<ArrayFile | undefined> {
  const analysis = await lab.db
    .selectFrom('analysis')
    .innerJoin('blob', 'blob.hash', 'analysis.resultBlob')
    .select(['projectId', 'arrays', 'hash', 'bytes', 'result'])
    .where('analysis.id', '=', analysisId)
    .executeTakeFirst()
  if (!analysis || !mayRead(actor, analysis.projectId)) return undefined
  const { hash, bytes } = analysis
  if (format === 'json') {
    return name === 'result' ? { type: 'application/json', bytes, chunks: lab.blobs.read(hash) } : undefined
  }
  const place = analysis.arrays.find((array) => array.name === name)
  if (!place) return undefined
  const { shape, start, end } = place
  const rows = decodeRows(lab.blobs.read(hash, start, end), shape[1] ?? 1)
  if (format === 'csv') {
    const sizes = analysis.result && listRowSizes(analysis.result, name)
    return { type: 'text/csv; charset=utf-8', chunks: writeCsv(rows, place, sizes) }
  }
  const header = encodeNpyHeader({ dtype: 'f64', shape })
  const length = header.length + 8 * shape.reduce((product, side) => product * side, 1)
  return { type: 'application/octet-stream', bytes: length, chunks: writeNpy(header, rows) }
}

async function* writeNpy(header: Uint8Array, rows: AsyncIterable<Float64Array>) {
  yield header
  for await (const row of rows) yield new Uint8Array(row.buffer, row.byteOffset, row.byteLength)
}

/** Writes an array as CSV. Curves have a line per chunk size, which is the first column. */
async function* writeCsv(
  rows: AsyncIterable<Float64Array>,
  place: ArrayPlace,
  sizes: readonly number[] | null,
) {
  const { shape, columns } = place
  const names = columns ?? (shape.length === 1 ? [place.name] : Array.from({ length: shape[1] }, (_, i) => `${sizes ? 'draw' : 'column'}_${i}`)) // prettier-ignore
  yield Buffer.from(`${formatCsvRow([...(sizes ? ['size'] : []), ...names])}\n`)
  let line = 0
  for await (const row of rows) {
    const cells = Array.from(row, (value) => (Number.isNaN(value) ? null : value))
    yield Buffer.from(`${formatCsvRow([...(sizes ? [sizes[line]] : []), ...cells])}\n`)
    line++
  }
}

/**
 * Yields the rows of a JSON array of numbers as the bytes arrive: cuts [1, 2, 3] into rows of `length`, and
 * pads the rows of [[1, 2], [3]] with NaN. A null becomes NaN.
 */
export async function* decodeRows(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Float64Array> {
  let row = new Float64Array(length)
  let at = 0
  let depth = 0
  let token = ''
  const add = () => {
    if (token === '') return
    row[at++] = token === 'null' ? NaN : Number(token)
    token = ''
  }
  const take = () => {
    const taken = row.fill(NaN, at)
    row = new Float64Array(length)
    at = 0
    return taken
  }
  for await (const chunk of chunks) {
    // Digits, signs, brackets and the word null: a byte is a character.
    for (const character of Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')) {
      if (character === '[') depth++
      else if (character === ',' || character === ']') {
        add()
        if (depth === 1 && at === length && length > 0) yield take()
        if (character === ']' && depth-- === 2) yield take()
      } else token += character
    }
  }
}
