/** A place in the input, and the text found there. */
export interface Finding {
  readonly line: number
  readonly text: string
}

const maxNamed = 5
const maxRanges = 20
const maxQuoteLength = 80

/** Counts findings, keeps the first few of them, and the lines of many more. */
export class Findings {
  count = 0
  readonly first: Finding[] = []
  /** Ranges of the lines of later findings. */
  readonly #ranges: [from: number, to: number][] = []
  #beyond = 0

  add(line: number, text: string): void {
    this.count++
    if (this.first.length < maxNamed) this.first.push({ line, text })
    else this.#addLine(line)
  }

  #addLine(line: number): void {
    const last = this.#ranges.at(-1)
    if (this.#beyond === 0 && last && line >= last[0] && line <= last[1] + 1)
      last[1] = Math.max(last[1], line)
    else if (this.#ranges.length < maxRanges) this.#ranges.push([line, line])
    else this.#beyond++
  }

  /** Lines of the findings that are not kept, for example "8 to 12, 20"; empty where all are kept. */
  get moreLines(): string {
    const ranges = this.#ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`))
    return ranges.join(', ') + (this.#beyond > 0 ? ` and ${this.#beyond} more` : '')
  }

  /** Number of findings that are not kept. */
  get more(): number {
    return this.count - this.first.length
  }
}

/** Quotes a text for a message, cut if it is long. */
export function quote(text: string): string {
  const short = text.length > maxQuoteLength ? `${text.slice(0, maxQuoteLength)}…` : text
  return JSON.stringify(short)
}
