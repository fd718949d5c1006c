import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { explainFileError } from '../files/explain-file-error.ts'
import { RemoteError } from '../remote/server-address.ts'
import { decodeText } from './decode-text.ts'
import type { LoggedRow } from './logged-row.ts'
import { PointsReader } from './points-reader.ts'
import { LineSplitter } from './split-lines.ts'
import type { HeaderOptions } from './table-header.ts'

/** A source of metrics that can be read. */
export interface MetricsInput {
  /** Name of the input in messages. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  /** Metric of the column Value in a file of TensorBoard’s, by the name of the file. */
  readonly metric?: string
}

export interface InputReport {
  readonly name: string
  readonly reader: PointsReader
  /** Keys and columns whose values are texts throughout. */
  readonly leftOut: readonly string[]
  /** Points that were read. */
  readonly points: number
  readonly bytes: number
  /** The first few bytes. */
  readonly head: Uint8Array
  /** Reason why the input could not be read to its end. */
  readonly failure?: string
}

/** Opens a file of metrics. Rejects with RemoteError for what is no file that can be read. */
export async function openMetricsFile(file: string): Promise<MetricsInput> {
  try {
    const opened = await open(file)
    const isFolder = (await opened.stat()).isDirectory()
    if (!isFolder) {
      const bytes = createReadStream(file, { fd: opened })
      return { name: file, bytes, metric: metricOfFile(basename(file)) }
    }
    await opened.close()
  } catch (error) {
    const explained = explainFileError(error, file)
    if (!explained) throw error
    throw new RemoteError(explained.message, explained.exitCode)
  }
  throw new RemoteError(`${file} is a folder. Name one of its files: JSON lines, a JSON array or CSV.`)
}

/**
 * Reads metrics to the end of their input: rows go to `onRows` as they come, and lines that are no data to `onText`. The
 * report says what was found; a failure of the input is part of it.
 */
export async function readInput(
  { name, bytes, metric }: MetricsInput,
  options: HeaderOptions,
  onRows: (rows: readonly LoggedRow[]) => Promise<void> | void,
  onText: (text: string) => void,
): Promise<InputReport> {
  const reader = new PointsReader({ metric, ...options }, onText)
  const splitter = new LineSplitter()
  const seen = { bytes: 0, head: new Uint8Array() }
  let points = 0
  const take = async (lines: Iterable<Parameters<PointsReader['push']>[0]>) => {
    const rows: LoggedRow[] = []
    for (const line of lines) for (const row of reader.push(line)) rows.push(row)
    await hand(rows)
  }
  const hand = async (rows: readonly LoggedRow[]) => {
    if (rows.length === 0) return
    for (const { values } of rows) points += values.length
    await onRows(rows)
  }
  let failure: string | undefined
  try {
    for await (const text of decodeText(watch(bytes, seen))) await take(splitter.push(text))
  } catch (error) {
    failure = (error as Error).message
    reader.isTorn = true
  }
  await take(splitter.end())
  await hand(reader.end())
  const leftOut = reader.records.finish()
  return { name, reader, leftOut, points, ...seen, failure }
}

async function* watch(bytes: AsyncIterable<Uint8Array>, seen: { bytes: number; head: Uint8Array }) {
  for await (const chunk of bytes) {
    if (seen.head.length < 16) seen.head = Buffer.concat([seen.head, chunk.subarray(0, 16)])
    seen.bytes += chunk.length
    yield chunk
  }
}

/** TensorBoard names what it hands out run-NAME-tag-METRIC.csv. */
function metricOfFile(fileName: string): string {
  const stem = fileName.replace(/\.gz$/, '').replace(/\.[^.]+$/, '')
  return /^run-.*?-tag-(.+)$/.exec(stem)?.[1] ?? stem
}
