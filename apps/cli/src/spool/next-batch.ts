import type { SpoolEnd, SpoolLine } from './spool-record.ts'

/** Columns of one metric, in the form of logMetrics. */
export interface SeriesColumns {
  readonly name: string
  readonly steps: number[]
  readonly values: (number | null)[]
  /** Milliseconds since 1970; null for an unknown time. */
  times?: (number | null)[]
}

/** A part of a spool, which the server acknowledges as a whole. */
export interface SpoolBatch {
  /** Length of the part in bytes. */
  readonly bytes: number
  readonly points: number
  /** Series of each request. A part has several requests if a step has very many metrics. */
  readonly requests: readonly (readonly SeriesColumns[])[]
  /** End of the producer, if the part contains it. */
  readonly end?: SpoolEnd
  /** Number of lines that a crash of the machine has damaged. */
  readonly damaged: number
}

/** Limits of a request, well below the server's for one call. */
const maxPoints = 10_000
const maxSeries = 1_000
/** Limit of the names' characters in a request; the server accepts 2 MiB. */
const maxCharacters = 400_000

/**
 * Returns the first part of these bytes of a spool: whole lines with up to 10,000 points, or all of them if `whole`.
 * Returns undefined if no line is complete.
 */
export function nextBatch(bytes: Buffer, whole = false): SpoolBatch | undefined {
  const builder = new RequestBuilder()
  let at = 0
  let end: SpoolEnd | undefined
  let damaged = 0
  while (whole || builder.points < maxPoints) {
    const next = bytes.indexOf(newline, at)
    if (next < 0) break
    const line = parseLine(bytes.toString('utf8', at, next))
    at = next + 1
    if (line === undefined) damaged++
    else if ('end' in line) end = line.end
    else builder.add(line.step, line.time ?? null, Object.entries(line.values))
  }
  return at === 0
    ? undefined
    : { bytes: at, points: builder.points, requests: builder.finish(), end, damaged }
}

const newline = 10

function parseLine(text: string): SpoolLine | undefined {
  try {
    const line = JSON.parse(text) as SpoolLine
    if ('end' in line) return line
    const isStep = Number.isSafeInteger(line.step) && typeof line.values === 'object' && line.values !== null
    return isStep ? line : undefined
  } catch {
    return undefined
  }
}

class RequestBuilder {
  points = 0
  readonly #requests: SeriesColumns[][] = []
  #series = new Map<string, SeriesColumns>()
  #inRequest = 0
  #characters = 0

  add(step: number, time: number | null, values: readonly (readonly [string, number | null])[]): void {
    for (const [name, value] of values) {
      let columns = this.#series.get(name)
      if (this.#isFull(columns === undefined)) {
        this.#close()
        columns = undefined
      }
      if (!columns) {
        this.#series.set(name, (columns = { name, steps: [], values: [] }))
        this.#characters += name.length
      }
      if (time !== null) columns.times ??= columns.steps.map(() => null)
      columns.times?.push(time)
      columns.steps.push(step)
      columns.values.push(value)
      this.points++
      this.#inRequest++
    }
  }

  finish(): SeriesColumns[][] {
    if (this.#inRequest > 0) this.#close()
    return this.#requests
  }

  #isFull(isNew: boolean): boolean {
    if (this.#inRequest >= maxPoints) return true
    return isNew && (this.#series.size >= maxSeries || this.#characters > maxCharacters)
  }

  #close(): void {
    this.#requests.push([...this.#series.values()])
    this.#series = new Map()
    this.#inRequest = 0
    this.#characters = 0
  }
}
