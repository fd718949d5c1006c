import { Findings, quote } from './findings.ts'
import { type LoggedRow, parseNumber, parseStep } from './logged-values.ts'
import type { Field, RecordReader } from './record-reader.ts'
import {
  isTensorBoard,
  parseHeader,
  splitCells,
  type HeaderOptions,
  type TableHeader,
} from './table-header.ts'

/** Limit of lines in one quoted cell. */
const maxCellLines = 100

/** Parses the rows of a table after its header. A header without rows after it counts as text. */
export class TableReader {
  header?: TableHeader
  isTorn = false
  readonly #options: HeaderOptions
  readonly #records: RecordReader
  readonly #problems: Findings
  readonly #onText: (line: { text: string; number: number }) => void
  /** The header and rows with problems, until a valid row confirms the table. */
  #doubtful: { text: string; number: number; problem?: string }[] = []
  #confirmed = false
  #open: { text: string; number: number }[] = []

  constructor(
    options: HeaderOptions,
    records: RecordReader,
    problems: Findings,
    onText: (line: { text: string; number: number }) => void,
  ) {
    this.#options = options
    this.#records = records
    this.#problems = problems
    this.#onText = onText
  }

  /** True if a quoted cell continues in the next line. */
  get isWithinRow(): boolean {
    return this.#open.length > 0
  }

  /** Returns true if a line belongs to the table, or begins it. */
  takes(text: string): boolean {
    return (
      this.header !== undefined || (!this.#records.hasRows && parseHeader(text, this.#options) !== undefined)
    )
  }

  push(text: string, number: number, whole: boolean): LoggedRow[] {
    this.#open.push({ text, number })
    const joined = this.#open.map((line) => line.text).join('\n')
    const isClosed = joined.split('"').length % 2 === 1
    if (!isClosed && whole && this.#open.length < maxCellLines) return []
    const lines = this.#open
    this.#open = []
    if (isClosed) return this.#parseLine({ text: joined, number: lines[0].number, whole })
    // The quotation mark does not begin a cell, so the lines are parsed one by one.
    return lines.flatMap((line, i) => this.#parseLine({ ...line, whole: whole || i < lines.length - 1 }))
  }

  /** Ends the input, and returns the remaining rows. */
  end(): LoggedRow[] {
    const lines = this.#open
    this.#open = []
    const rows = lines.flatMap((line, i) => this.#parseLine({ ...line, whole: i < lines.length - 1 }))
    if (!this.#confirmed) {
      const [, ...others] = this.#doubtful
      for (const { number, problem, text } of others)
        if (problem === undefined) this.#onText({ text, number })
        else this.#problems.add(number, problem)
      this.#doubtful = []
    }
    return rows
  }

  /** Drops a header without rows, because rows in another format have arrived. */
  giveUp(): void {
    if (!this.header || this.#confirmed) return
    for (const line of this.#doubtful) this.#onText(line)
    this.#doubtful = []
    this.header = undefined
  }

  #parseLine({ text, number, whole }: { text: string; number: number; whole: boolean }): LoggedRow[] {
    if (!this.header) {
      this.header = parseHeader(text, this.#options)
      if (this.header) this.#doubtful.push({ text, number })
      else this.#onText({ text, number })
      return []
    }
    const { header } = this
    const cells = splitCells(text, header.delimiter)
    while (cells && cells.length > header.cells.length && cells.at(-1) === '') cells.pop()
    const problem = this.#findProblem(cells)
    if (problem === undefined) {
      this.#confirm()
      const row = this.#records.read(this.#toFields(cells!), number)
      return row ? [row] : []
    }
    // Concatenated tables repeat their header.
    if (cells?.join('\n') === header.cells.join('\n')) return []
    if (!whole && cells?.some(isNumber)) this.isTorn = true
    if (!this.#confirmed) this.#doubtful.push({ text, number, problem: problem || undefined })
    else if (problem === '') this.#onText({ text, number })
    else this.#problems.add(number, problem)
    return []
  }

  /** Returns the problem with the cells of a row; '' if they are not a row. */
  #findProblem(cells: readonly string[] | undefined): string | undefined {
    const { header } = this
    if (!cells || !cells.some(isNumber)) return ''
    const step = cells[header!.stepColumn]
    if (cells.length !== header!.cells.length) {
      if (parseStep(step) === undefined) return ''
      return `it has ${cells.length} cells, but the header has ${header!.cells.length}`
    }
    if (parseStep(step) !== undefined) return undefined
    const name = quote(header!.cells[header!.stepColumn])
    return step === ''
      ? `${name} is empty`
      : `${name} is ${quote(step)}, which is not a step (a whole number from 0 to 2^53 − 1)`
  }

  #confirm(): void {
    if (this.#confirmed) return
    this.#confirmed = true
    const { header } = this
    const [first, ...others] = this.#doubtful
    this.#records.chooseStepKey(header!.cells[header!.stepColumn], first.number)
    for (const name of header!.repeated)
      this.#problems.add(first.number, `two columns are named ${quote(name)}: rename or remove one`)
    if (header!.problem !== undefined) this.#problems.add(first.number, header!.problem)
    if (isTensorBoard(header!.cells) && header!.metrics[2] === undefined)
      this.#problems.add(first.number, 'the table does not name its metric: give --metric NAME')
    for (const { number: line, problem, text } of others)
      if (problem === undefined) this.#onText({ text, number: line })
      else this.#problems.add(line, problem)
    this.#doubtful = []
  }

  #toFields(cells: readonly string[]): Field[] {
    const { stepColumn, metrics, mainColumns, cells: names } = this.header!
    const fields: Field[] = [[names[stepColumn], cells[stepColumn]]]
    for (const [i, metric] of metrics.entries()) {
      if (metric === undefined) continue
      const main = mainColumns.get(i)
      // The minimum of a single value equals that value.
      if (main !== undefined && cells[main] === cells[i]) continue
      fields.push([metric, cells[i]])
    }
    return fields
  }
}

function isNumber(cell: string): boolean {
  return parseNumber(cell) !== undefined
}
