/** A place in the input, and the text found there. */
export interface Finding {
  readonly line: number
  readonly text: string
}

const maxNamed = 5
const maxQuoteLength = 80

/** Counts findings and keeps the first few of them. */
export class Findings {
  count = 0
  readonly first: Finding[] = []

  add(line: number, text: string): void {
    this.count++
    if (this.first.length < maxNamed) this.first.push({ line, text })
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
