import { START_BYTES } from '../formats/format.ts'
import { decodeText, LineSplitter } from './split-lines.ts'
import type { LoggedRow } from './logged-values.ts'
import { MetricsReader } from './metrics-reader.ts'
import { recognizeBinary, type BinaryFile } from './recognize-binary.ts'
import type { HeaderOptions } from './table-header.ts'

/** An opened source of metrics. */
export interface MetricsInput {
  /** Name of the input, for messages. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  /** Metric of the column Value in a TensorBoard file, from the name of the file. */
  readonly metric?: string
}

export interface MetricsReport {
  readonly name: string
  readonly reader: MetricsReader
  /** Keys and columns with text in every value. */
  readonly leftOut: readonly string[]
  /** Number of points read. */
  readonly points: number
  readonly bytes: number
  /** First bytes of the input, START_BYTES at most. */
  readonly head: Uint8Array
  /** Kind of a binary file, which holds no points. */
  readonly binary?: BinaryFile
  /** Reason if the input could not be read to its end. */
  readonly failure?: string
}

/**
 * Reads metrics to the end of their input. Rows go to `onRows` as they arrive, and lines that are not data to `onText`.
 * The report describes the content, including a failure of the input.
 */
export async function readMetrics(
  { name, bytes, metric }: MetricsInput,
  options: HeaderOptions,
  onRows: (rows: readonly LoggedRow[]) => Promise<void> | void,
  onText: (text: string) => void,
): Promise<MetricsReport> {
  const reader = new MetricsReader({ metric, ...options }, onText)
  const splitter = new LineSplitter()
  const seen = { bytes: 0, head: new Uint8Array() }
  let points = 0
  const take = async (lines: Iterable<Parameters<MetricsReader['push']>[0]>) => {
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
  const binary = points === 0 ? await recognizeBinary(seen.head) : undefined
  return { name, reader, leftOut, points, ...seen, binary, failure }
}

async function* watch(bytes: AsyncIterable<Uint8Array>, seen: { bytes: number; head: Uint8Array }) {
  for await (const chunk of bytes) {
    if (seen.head.length < START_BYTES)
      seen.head = Buffer.concat([seen.head, chunk.subarray(0, START_BYTES - seen.head.length)])
    seen.bytes += chunk.length
    yield chunk
  }
}

/** Returns the metric in the name of a TensorBoard file, run-NAME-tag-METRIC.csv, or the name without its ending. */
export function metricOfFile(fileName: string): string {
  const stem = fileName.replace(/\.gz$/, '').replace(/\.[^.]+$/, '')
  return /^run-.*?-tag-(.+)$/.exec(stem)?.[1] ?? stem
}
