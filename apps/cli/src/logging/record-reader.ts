import { Findings, quote } from './findings.ts'
import type { LoggedRow } from './logged-row.ts'
import { isInexact, parseNumber, parseStep, resemblesNumber } from './parse-number.ts'

/** A key with its value, as JSON or a table has it. */
export type Field = readonly [key: string, value: unknown]

/** Names of steps in lower case, the first that is there counts. */
const stepNames = ['step', '_step', 'global_step', 'epoch']
const longestName = 200
/** Keys that are kept to be named. */
const mostKeys = 300

/** The key among these that counts steps; undefined where none does. */
export function findStepKey(keys: readonly string[]): string | undefined {
  for (const name of stepNames) {
    const key = keys.find((one) => one.toLowerCase() === name)
    if (key !== undefined) return key
  }
  return undefined
}

/**
 * Makes rows of records, all of one input. The key that counts steps is the one given, else the best that the first
 * record has; a later record that counts by another is a problem, because its steps would mean something else.
 */
export class RecordReader {
  readonly problems: Findings
  /** Keys that were seen, the first few hundred. */
  readonly keys = new Set<string>()
  #stepKey?: string
  readonly #isGiven: boolean
  #chosenAt = 0
  #rows = 0
  readonly #numeric = new Set<string>()
  readonly #texts = new Map<string, Findings>()

  constructor(problems: Findings, stepKey?: string) {
    this.problems = problems
    this.#stepKey = stepKey
    this.#isGiven = stepKey !== undefined
  }

  /** Fixes the key that counts steps: a table's header does. */
  chooseStepKey(key: string, line: number): void {
    this.#stepKey = key
    this.#chosenAt = line
  }

  /** True if a record was read: what looks like a table's header after it is none. */
  get hasRows(): boolean {
    return this.#rows > 0
  }

  /** True if a key of numbers was seen under this name. */
  isMetric(key: string): boolean {
    return this.#numeric.has(key)
  }

  /** True if a record names a step. */
  hasStep(fields: readonly Field[]): boolean {
    const keys = fields.map(([key]) => key)
    return this.#isGiven ? keys.includes(this.#stepKey!) : findStepKey(keys) !== undefined
  }

  noteKey(key: string): void {
    if (this.keys.size < mostKeys) this.keys.add(key)
  }

  /** The row that a record is. Undefined, with a problem noted, where it is none. */
  read(fields: readonly Field[], line: number): LoggedRow | undefined {
    const step = this.#readStep(fields, line)
    if (step === undefined) return undefined
    const values: [string, number | null][] = []
    for (const [key, raw] of fields) {
      if (key === this.#stepKey) continue
      const value = this.#readValue(key, raw, line)
      if (value !== undefined) values.push([key.trim(), value])
    }
    this.#rows++
    return { step, values }
  }

  /** Adds, at the end, values that are no numbers in columns of numbers; returns keys whose values are all left out. */
  finish(): string[] {
    const leftOut: string[] = []
    for (const [key, texts] of this.#texts) {
      if (!this.#numeric.has(key)) leftOut.push(key)
      else for (const { line, text } of texts.first) this.problems.add(line, `${quote(key)} is ${text}`)
      if (this.#numeric.has(key)) this.problems.count += texts.more
    }
    return leftOut
  }

  #readStep(fields: readonly Field[], line: number): number | undefined {
    const keys = fields.map(([key]) => key)
    for (const key of keys) this.noteKey(key)
    const best = this.#isGiven ? undefined : findStepKey(keys)
    if (this.#stepKey === undefined && best !== undefined) this.chooseStepKey(best, line)
    const key = this.#stepKey
    if (key === undefined) {
      this.problems.add(line, 'it has no step')
      return undefined
    }
    const field = fields.find(([one]) => one === key)
    if (!this.#isGiven && field && best !== key && best !== undefined) {
      this.problems.add(line, `it has ${quote(best)} beside ${quote(key)}, which counts steps in line ${this.#chosenAt}; say which with --step NAME`) // prettier-ignore
      return undefined
    }
    if (!field) {
      const since = this.#isGiven ? '' : `, which counts steps since line ${this.#chosenAt}`
      this.problems.add(line, `it has no ${quote(key)}${since}`)
      return undefined
    }
    const step = parseStep(field[1])
    if (step === undefined) {
      const text =
        field[1] === ''
          ? 'is empty'
          : `is ${JSON.stringify(field[1])}, which is no step (a whole number from 0 to 2^53 − 1)`
      this.problems.add(line, `${quote(key)} ${text}`)
    }
    return step
  }

  #readValue(key: string, raw: unknown, line: number): number | null | undefined {
    // JSON has no other word for a number that is not finite; an empty cell of CSV is no value.
    if (raw === undefined || raw === '') return undefined
    const text = typeof raw === 'string' ? raw.trim() : undefined
    const value: unknown = text === undefined ? raw : text === '' ? null : parseNumber(text)
    if (text === '') return undefined
    if (text !== undefined && isInexact(text)) {
      this.problems.add(line, `${quote(key)} is ${quote(text)}, which a 64-bit floating-point number does not hold: round it, or write NaN for a value that is not finite`) // prettier-ignore
      return undefined
    }
    if (typeof value === 'number' || value === null) {
      if (!this.#numeric.has(key)) {
        if (!this.#checkName(key, line)) return undefined
        this.#numeric.add(key)
      }
      return value === null || Number.isFinite(value) ? value : null
    }
    if (text !== undefined && resemblesNumber(text)) {
      this.problems.add(line, `${quote(key)} is ${quote(text)}, which is no number as it stands`)
      return undefined
    }
    const told = text === undefined ? JSON.stringify(raw).slice(0, 80) : quote(text)
    let texts = this.#texts.get(key)
    if (!texts) this.#texts.set(key, (texts = new Findings()))
    texts.add(line, `${told}, which is no number`)
    return undefined
  }

  #checkName(key: string, line: number): boolean {
    const problem =
      key.trim() === ''
        ? 'a value has no name'
        : key.trim().length > longestName
          ? `the name ${quote(key)} has ${key.trim().length} characters, and ${longestName} is the most`
          : key.includes('\uFFFD')
            ? `the name ${quote(key)} holds bytes that are not UTF-8`
            : undefined
    if (problem !== undefined) this.problems.add(line, problem)
    return problem === undefined
  }
}
