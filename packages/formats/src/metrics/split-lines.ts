/** Length in characters above which a line is passed on in parts. */
const maxPartLength = 2 ** 20

export interface Line {
  readonly text: string
  /** Number of the line, from 1. */
  readonly number: number
  /** True if the line ends with a line break. Only the last line, or a part of a long one, may lack it. */
  readonly whole: boolean
  /** True if more of the same line follows. */
  readonly isPart?: boolean
}

/** Splits text that arrives in pieces into lines. */
export class LineSplitter {
  #rest = ''
  #number = 1

  /** Adds a piece. Returns the lines that it completes, and parts of a very long one. */
  push(piece: string): Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      lines.push({ text: this.#rest + piece.slice(start, end), number: this.#number++, whole: true })
      this.#rest = ''
      start = end + 1
    }
    this.#rest += piece.slice(start)
    if (this.#rest.length > maxPartLength) {
      lines.push({ text: this.#rest, number: this.#number, whole: false, isPart: true })
      this.#rest = ''
    }
    return lines
  }

  /** Returns the last line if it has no line break. */
  end(): Line[] {
    return this.#rest === '' ? [] : [{ text: this.#rest, number: this.#number, whole: false }]
  }
}
