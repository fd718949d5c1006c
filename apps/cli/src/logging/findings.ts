/** A place in the input and what stands there. */
export interface Finding {
  readonly line: number
  readonly text: string
}

const mostNamed = 5
const longestQuote = 80

/** A number of findings, of which the first few are kept. */
export class Findings {
  count = 0
  readonly first: Finding[] = []

  add(line: number, text: string): void {
    this.count++
    if (this.first.length < mostNamed) this.first.push({ line, text })
  }

  /** Number of those that are not kept. */
  get more(): number {
    return this.count - this.first.length
  }
}

/** A text as it is quoted in a message. */
export function quote(text: string): string {
  const short = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
  return JSON.stringify(short)
}
