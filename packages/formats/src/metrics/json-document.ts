export interface DocumentPart {
  /** JSON text of an object. */
  readonly text: string
  /** Number of its first line, from 1. */
  readonly line: number
}

/**
 * Parses the outline of one JSON document that arrives in pieces: an array, whose elements are returned one by one as
 * they are complete, or an object, which is returned whole.
 */
export class JsonDocument {
  readonly isArray: boolean
  readonly firstLine: number
  /** First line with something other than objects and commas between the elements. */
  strayLine?: number
  #line: number
  #depth = 0
  #inString = false
  #escaped = false
  #part = ''
  #partLine = 0

  constructor(isArray: boolean, line: number) {
    this.isArray = isArray
    this.firstLine = line
    this.#line = line
  }

  /** True if part of an element has arrived, but not its end. */
  get isWithinPart(): boolean {
    return this.#part !== ''
  }

  /** Adds a piece. Returns the parts that it completes, and the text after the end of the document. */
  push(piece: string): { parts: DocumentPart[]; rest?: string } {
    const parts: DocumentPart[] = []
    const outer = this.isArray ? 1 : 0
    let start = this.#part === '' ? -1 : 0
    for (let i = 0; i < piece.length; i++) {
      const char = piece.charCodeAt(i)
      if (char === newline) this.#line++
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (char === backslash) this.#escaped = true
        else if (char === quotation) this.#inString = false
      } else if (char === quotation) {
        if (this.#depth === outer) this.strayLine ??= this.#line
        this.#inString = true
      } else if (char === openBrace || char === openBracket) {
        if (this.#depth === outer && start < 0 && !(this.isArray && this.#depth === 0)) {
          start = i
          this.#partLine = this.#line
        }
        this.#depth++
      } else if (char === closeBrace || char === closeBracket) {
        this.#depth--
        if (this.#depth === outer && start >= 0) {
          parts.push({ text: this.#part + piece.slice(start, i + 1), line: this.#partLine })
          this.#part = ''
          start = -1
        }
        if (this.#depth <= 0) return { parts, rest: piece.slice(i + 1) }
      } else if (this.#depth === outer && char !== comma && char > space) this.strayLine ??= this.#line
    }
    if (start >= 0) this.#part += piece.slice(start)
    return { parts }
  }
}

const [newline, space, quotation, comma, backslash] = [10, 32, 34, 44, 92]
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125]
