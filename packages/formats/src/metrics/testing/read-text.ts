import { createReadStream } from 'node:fs'
import { describeMetrics } from '../describe-metrics.ts'
import type { LoggedRow } from '../logged-values.ts'
import { metricOfFile, readMetrics, type MetricsInput } from '../read-metrics.ts'
import type { HeaderOptions } from '../table-header.ts'

/** Summary of a read input. */
export interface ReadInput {
  /** Rows as [step, values by name]. */
  readonly rows: readonly (readonly [number, Readonly<Record<string, number | null>>])[]
  readonly texts: readonly string[]
  readonly told: string
  readonly isTorn: boolean
}

/** Reads a text, or bytes, in pieces of `pieceBytes`. */
export function readText(
  content: string | Uint8Array,
  options: HeaderOptions & { readonly pieceBytes?: number } = {},
): Promise<ReadInput> {
  const bytes = Buffer.from(content as string)
  const { pieceBytes = 65_536 } = options
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  }
  return read({ name: 'input', bytes: pieces() }, options)
}

/** Reads one of the example files. */
export async function readExample(name: string): Promise<ReadInput> {
  const bytes = createReadStream(new URL(`inputs/${name}`, import.meta.url))
  return read({ name, bytes, metric: metricOfFile(name) })
}

async function read(input: MetricsInput, options: HeaderOptions = {}): Promise<ReadInput> {
  const rows: LoggedRow[] = []
  const texts: string[] = []
  const report = await readMetrics(
    input,
    options,
    (more) => void rows.push(...more),
    (text) => texts.push(text),
  )
  return {
    rows: rows.map(({ step, values }) => [step, Object.fromEntries(values)]),
    texts,
    told: describeMetrics(report, false).join('\n'),
    isTorn: report.reader.isTorn,
  }
}
