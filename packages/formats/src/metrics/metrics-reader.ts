import { Findings, quote } from './findings.ts'
import { type Field, findRepeated, findStepKey, flattenRecord, RecordReader } from './record-reader.ts'
import { JsonDocument } from './json-document.ts'
import type { LoggedRow } from './logged-values.ts'
import { parseJson } from '../parse-json.ts'
import type { Line } from './split-lines.ts'
import { TableReader } from './table-reader.ts'
import type { HeaderOptions } from './table-header.ts'

/** Limit of one JSON object in characters, on one line or several. */
const maxObjectLength = 128 * 2 ** 20

/**
 * Parses metrics line by line in any of the formats: JSON lines, one JSON array, a table (CSV), or the
 * trainer_state.json of a Hugging Face Trainer. The format is decided per line, so that other output in between does no
 * harm: it is counted and passed to `onText`.
 */
export class MetricsReader {
  readonly texts = new Findings()
  readonly problems = new Findings()
  readonly records: RecordReader
  readonly table: TableReader
  /** True if the input ends in the middle of a line or value. */
  isTorn = false
  rows = 0
  #document?: JsonDocument
  #lines: Line[] = []
  #gathered = 0
  /** Parts of a line whose end has not arrived. */
  #parts = ''
  #partsLine = 0
  #isTooLong = false
  readonly #onText: (text: string) => void

  constructor(options: HeaderOptions, onText: (text: string) => void) {
    this.#onText = onText
    this.records = new RecordReader(this.problems, options.stepKey)
    this.table = new TableReader(options, this.records, this.problems, (line) => this.#addText(line))
  }

  /** Adds a line, and returns the rows that it completes. */
  push(line: Line): LoggedRow[] {
    const rows = line.isPart ? this.#parsePart(line) : this.#parseEnd(line)
    this.rows += rows.length
    return rows
  }

  /** Ends the input, and returns the remaining rows. */
  end(): LoggedRow[] {
    const rows = this.#parts === '' ? [] : this.#parseEnd({ text: '', number: this.#partsLine, whole: false })
    while (this.#document || this.#lines.length > 0) {
      if (this.#document?.isArray) {
        this.#tear(this.#document.firstLine, 'the array that begins here has no end')
        this.#document = undefined
      } else for (const row of this.#giveUpObject()) rows.push(row)
    }
    rows.push(...this.table.end())
    if (this.table.isTorn) this.isTorn = true
    this.rows += rows.length
    return rows
  }

  /** Keeps a part of a line, unless it belongs to an array, whose elements are parsed as they arrive. */
  #parsePart({ text, number }: Line): LoggedRow[] {
    if (!this.#document && this.#parts === '' && startsArray.test(text.trimStart().slice(0, 100)))
      this.#document = new JsonDocument(true, number)
    if (this.#document?.isArray) return this.#follow(text, { text, number, whole: true })
    this.#isTooLong ||= this.#parts.length + text.length > maxObjectLength
    this.#parts = this.#isTooLong ? text.slice(0, 100) : this.#parts + text
    this.#partsLine = number
    return []
  }

  /** Parses the end of a line, of which parts may have arrived before. */
  #parseEnd(line: Line): LoggedRow[] {
    const text = this.#parts + line.text
    this.#parts = ''
    if (!this.#isTooLong) return this.#parse({ ...line, text })
    this.#isTooLong = false
    this.problems.add(line.number, `the line has more than ${maxObjectLength} characters`)
    return []
  }

  #parse(line: Line): LoggedRow[] {
    if (this.#document) return this.#continue(line)
    const { text, number, whole } = line
    const trimmed = text.trim()
    if (trimmed === '') return this.table.isWithinRow ? this.table.push(text, number, whole) : []
    if (startsObject.test(trimmed) || startsArray.test(trimmed)) {
      const parsed = parseJson(trimmed)
      if (parsed && !Array.isArray(parsed.value)) return this.#parseValue(parsed, trimmed, line)
      this.#document = new JsonDocument(startsArray.test(trimmed), number)
      return this.#continue(line)
    }
    if (this.table.takes(text)) return this.table.push(text, number, whole)
    this.#addText(line)
    return []
  }

  /** Passes a line to the open document. */
  #continue(line: Line): LoggedRow[] {
    if (!this.#document!.isArray) {
      // The line is a record of its own, so the open object has no end.
      if (this.#lines.length > 0 && (this.#isRecord(line.text) || this.#gathered > maxObjectLength)) {
        return [...this.#giveUpObject(), ...this.#parse(line)]
      }
      this.#lines.push(line)
      this.#gathered += line.text.length
    }
    return this.#follow(`${line.text}\n`, line)
  }

  /** Passes text to the open document, and parses the text after its end. */
  #follow(text: string, line: Line): LoggedRow[] {
    const document = this.#document!
    const { parts, rest } = document.push(text)
    const rows = parts.flatMap((part) => {
      const parsed = parseJson(part.text)
      const at = { text: part.text, number: part.line, whole: true }
      if (parsed) return this.#parseValue(parsed, part.text, at)
      this.problems.add(part.line, `it is not JSON: ${quote(part.text)}`)
      return []
    })
    if (rest === undefined) return rows
    if (document.strayLine !== undefined)
      this.problems.add(document.strayLine, 'the array contains something other than objects')
    this.#document = undefined
    this.#forgetLines()
    if (rest.trim() !== '') rows.push(...this.#parse({ ...line, text: rest.trim() }))
    return rows
  }

  /** Treats an object without an end as one broken line, and the lines after it on their own. */
  #giveUpObject(): LoggedRow[] {
    const [broken, ...others] = this.#lines
    this.#document = undefined
    this.#forgetLines()
    const problem = `it is not a complete JSON object: ${quote(broken.text)}`
    if (others.length === 0 && !broken.whole) this.#tear(broken.number, problem)
    else this.problems.add(broken.number, problem)
    return others.flatMap((line) => this.#parse(line))
  }

  #forgetLines(): void {
    this.#lines = []
    this.#gathered = 0
  }

  #isRecord(text: string): boolean {
    if (!text.startsWith('{')) return false
    const value = parseJson(text)?.value
    return isObject(value) && findStepKey(Object.keys(value)) !== undefined
  }

  #parseValue(parsed: { value: unknown; repeatsKey: boolean }, text: string, line: Line): LoggedRow[] {
    const { value, repeatsKey } = parsed
    if (!isObject(value)) {
      this.#addText(line)
      return []
    }
    const { log_history: history } = value
    if (Array.isArray(history)) return history.flatMap((entry) => this.#parseObject(entry, line))
    if (repeatsKey) {
      this.problems.add(line.number, `an object names a key twice: ${quote(text)}`)
      return []
    }
    return this.#parseObject(value, line)
  }

  #parseObject(value: unknown, line: Line): LoggedRow[] {
    const fields = isObject(value) ? flattenRecord(value) : []
    const repeated = findRepeated(fields)
    if (repeated !== undefined) {
      this.problems.add(line.number, `two values are named ${quote(repeated)}`)
      return []
    }
    if (!this.#isMeantAsRow(fields)) {
      for (const [key] of fields) this.records.noteKey(key)
      this.#addText(line)
      return []
    }
    this.table.giveUp()
    const row = this.records.read(fields, line.number)
    return row ? [row] : []
  }

  /**
   * Returns true for a record with a step, or with a known metric. Other records are output that happens to be JSON.
   */
  #isMeantAsRow(fields: readonly Field[]): boolean {
    return this.records.hasStep(fields) || fields.some(([key]) => this.records.isMetric(key))
  }

  #addText({ text, number }: Pick<Line, 'text' | 'number'>): void {
    this.texts.add(number, text)
    this.#onText(text)
  }

  #tear(line: number, problem: string): void {
    this.isTorn = true
    this.problems.add(line, problem)
  }
}

const startsObject = /^\{\s*("|\}|$)/
const startsArray = /^\[\s*(\{|$)/

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
