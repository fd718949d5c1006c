/** Characters of a part: a longer line comes in several. */
const longestPart = 2 ** 20

export interface Line {
  readonly text: string
  /** Counted from 1. */
  readonly number: number
  /** True if a line break ends it; only a last line, or a part of a long one, may lack one. */
  readonly whole: boolean
  /** True if more of the same line follows. */
  readonly isPart?: boolean
}

/** Cuts text that comes in pieces into lines. */
export class LineSplitter {
  #rest = ''
  #number = 1

  /** Lines that the piece completes, and parts of one that is very long. */
  push(piece: string): Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      lines.push({ text: this.#rest + piece.slice(start, end), number: this.#number++, whole: true })
      this.#rest = ''
      start = end + 1
    }
    this.#rest += piece.slice(start)
    if (this.#rest.length > longestPart) {
      lines.push({ text: this.#rest, number: this.#number, whole: false, isPart: true })
      this.#rest = ''
    }
    return lines
  }

  /** The last line, where no line break ends it. */
  end(): Line[] {
    return this.#rest === '' ? [] : [{ text: this.#rest, number: this.#number, whole: false }]
  }
}
