/** Error about given data that cannot be used. The message names the file, the tensor and the remedy. */
export class BadInput extends Error {
  readonly file: string
  readonly tensor: string | undefined
  /** Problem, a predicate that completes "FILE …": "is empty". */
  readonly problem: string
  readonly remedy: string

  constructor(file: string, tensor: string | undefined, problem: string, remedy: string) {
    super(`${file}${tensor === undefined ? '' : `, tensor "${tensor}"`}: ${problem}. ${remedy}`)
    this.name = 'BadInput'
    this.file = file
    this.tensor = tensor
    this.problem = problem
    this.remedy = remedy
  }
}

/**
 * Quotes a text from an untrusted file for a message: control characters are escaped, and it is cut after 80
 * characters.
 */
export function printable(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}

/** Lists texts for a message: "a", "b" and 3 more. */
export function printableList(texts: readonly string[], most = 5): string {
  const shown = texts.slice(0, most).map(printable)
  const more = texts.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')
}

/** Formats a shape for a message, as [3, 4], cut after 6 axes: a file may claim any number of them. */
export function printableShape(shape: readonly number[]): string {
  return `[${shape.slice(0, 6).join(', ')}${shape.length > 6 ? ', …' : ''}]`
}
