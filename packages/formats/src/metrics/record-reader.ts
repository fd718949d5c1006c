import { Findings, quote } from './findings.ts'
import { isInexact, type LoggedRow, parseNumber, parseStep, resemblesNumber } from './logged-values.ts'

/** A key with its value, from JSON or a table. */
export type Field = readonly [key: string, value: unknown]

/** Names of step keys in lower case; the first that is present counts. */
const stepNames = ['step', '_step', 'global_step', 'epoch']
const maxNameLength = 200
/** Limit of keys that are kept for messages. */
const maxKeys = 300

/** Returns the key that counts steps; undefined if there is none. */
export function findStepKey(keys: readonly string[]): string | undefined {
  for (const name of stepNames) {
    const key = keys.find((one) => one.toLowerCase() === name)
    if (key !== undefined) return key
  }
  return undefined
}

/**
 * Converts records of one input to rows. The key that counts steps is the given one, else the best one of the first
 * record. A later record that counts by another key is a problem, because its steps would mean something else.
 */
export class RecordReader {
  readonly problems: Findings
  /** Keys of the input, up to a limit. */
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

  /** Sets the key that counts steps, from a table's header. */
  chooseStepKey(key: string, line: number): void {
    this.#stepKey = key
    this.#chosenAt = line
  }

  /** True if a record was read; a line that looks like a table's header after it is not one. */
  get hasRows(): boolean {
    return this.#rows > 0
  }

  /** Returns true for a known key of numbers. */
  isMetric(key: string): boolean {
    return this.#numeric.has(key)
  }

  /** Returns true if a record has a step. */
  hasStep(fields: readonly Field[]): boolean {
    const keys = fields.map(([key]) => key)
    return this.#isGiven ? keys.includes(this.#stepKey!) : findStepKey(keys) !== undefined
  }

  noteKey(key: string): void {
    if (this.keys.size < maxKeys) this.keys.add(key)
  }

  /** Converts a record to a row. Returns undefined and notes a problem if it has no valid step. */
  read(fields: readonly Field[], line: number): LoggedRow | undefined {
    const step = this.#parseStep(fields, line)
    if (step === undefined) return undefined
    const values: [string, number | null][] = []
    for (const [key, raw] of fields) {
      if (key === this.#stepKey) continue
      const value = this.#parseValue(key, raw, line)
      if (value !== undefined) values.push([key.trim(), value])
    }
    this.#rows++
    return { step, values }
  }

  /** Ends the input: notes values that are not numbers in columns of numbers, and returns keys without any number. */
  finish(): string[] {
    const leftOut: string[] = []
    for (const [key, texts] of this.#texts) {
      if (!this.#numeric.has(key)) leftOut.push(key)
      else for (const { line, text } of texts.first) this.problems.add(line, `${quote(key)} is ${text}`)
      if (this.#numeric.has(key)) this.problems.count += texts.more
    }
    return leftOut
  }

  #parseStep(fields: readonly Field[], line: number): number | undefined {
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
      this.problems.add(line, `it has ${quote(best)} beside ${quote(key)}, which counts steps in line ${this.#chosenAt}; choose one with --step NAME`) // prettier-ignore
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
          : `is ${JSON.stringify(field[1])}, which is not a step (a whole number from 0 to 2^53 − 1)`
      this.problems.add(line, `${quote(key)} ${text}`)
    }
    return step
  }

  #parseValue(key: string, raw: unknown, line: number): number | null | undefined {
    // JSON writes numbers that are not finite as null; an empty cell of CSV is no value.
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
      this.problems.add(line, `${quote(key)} is ${quote(text)}, which is not a decimal number`)
      return undefined
    }
    const told = text === undefined ? JSON.stringify(raw).slice(0, 80) : quote(text)
    let texts = this.#texts.get(key)
    if (!texts) this.#texts.set(key, (texts = new Findings()))
    texts.add(line, `${told}, which is not a number`)
    return undefined
  }

  #checkName(key: string, line: number): boolean {
    const problem =
      key.trim() === ''
        ? 'a value has no name'
        : key.trim().length > maxNameLength
          ? `the name ${quote(key)} has ${key.trim().length} characters; at most ${maxNameLength} are allowed`
          : key.includes('\uFFFD')
            ? `the name ${quote(key)} contains bytes that are not UTF-8`
            : undefined
    if (problem !== undefined) this.problems.add(line, problem)
    return problem === undefined
  }
}

const maxDepth = 20

/** Returns the fields of an object. Fields of nested objects have names with dots, such as train.loss. */
export function flattenRecord(record: object, prefix = '', depth = 0): Field[] {
  const fields: Field[] = []
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < maxDepth)
      for (const field of flattenRecord(value, `${prefix}${key}.`, depth + 1)) fields.push(field)
    else fields.push([prefix + key, value])
  }
  return fields
}

/** Returns a name that two fields share, such as "a.b" and { a: { b } }; undefined if all names are different. */
export function findRepeated(fields: readonly Field[]): string | undefined {
  const seen = new Set<string>()
  for (const [key] of fields) if (seen.size === seen.add(key).size) return key
  return undefined
}
