import { createInterface } from 'node:readline'
import { RemoteError } from './server-address.ts'

/** What was logged at one step; null stands for a value that is not finite. */
export interface LoggedStep {
  readonly step: number
  readonly values: Readonly<Record<string, number | null>>
}

/**
 * Reads metrics line by line: JSON objects with a "step" (or "epoch"), or CSV whose first line names the columns, one of
 * them step or epoch. NaN and Infinity, as Python writes them, are taken for what they are. Throws RemoteError with the
 * line's number for anything else; fields that are no numbers are left out.
 */
export async function* readPoints(input: NodeJS.ReadableStream, name: string): AsyncGenerator<LoggedStep> {
  let header: string[] | undefined
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++
    const text = line.trim()
    if (text === '') continue
    if (text.startsWith('{')) yield readStep(parseObject(text, name, number), name, number)
    else if (header === undefined) header = text.split(',').map((cell) => cell.trim())
    else yield readStep(zip(header, text.split(',')), name, number)
  }
}

function parseObject(text: string, name: string, line: number): Record<string, unknown> {
  for (const candidate of [text, text.replace(/(?<=[:,[]\s*)-?(NaN|Infinity)(?=\s*[,}\]])/g, '"$1"')]) {
    try {
      return JSON.parse(candidate) as Record<string, unknown>
    } catch {
      // The second candidate, or the error below.
    }
  }
  throw new RemoteError(`${name}, line ${line}: this is no JSON object: ${text.slice(0, 80)}`)
}

function zip(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(header.map((key, i) => [key, cells[i]?.trim()]))
}

function readStep(row: Record<string, unknown>, name: string, line: number): LoggedStep {
  const { step, epoch, ...others } = row
  const at = Number(step ?? epoch ?? NaN)
  if (!Number.isSafeInteger(at) || at < 0) {
    throw new RemoteError(
      `${name}, line ${line}: ${JSON.stringify(step ?? epoch)} is no step. Give a whole number from 0 as "step" or "epoch".`,
    )
  }
  const given = step !== undefined && epoch !== undefined ? { ...others, epoch } : others
  const values = Object.entries(given).flatMap(([key, value]): [string, number | null][] => {
    if (typeof value === 'number') return [[key, value]]
    if (typeof value !== 'string' || value === '') return []
    if (/^[+-]?(nan|inf(inity)?)$/i.test(value)) return [[key, null]]
    return Number.isFinite(Number(value)) ? [[key, Number(value)]] : []
  })
  return { step: at, values: Object.fromEntries(values) }
}
